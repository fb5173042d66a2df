// Puts what every page needs in two files instead of forty: fewer requests, better pressed. `framework` is React and the
// router with all they import, `shell` the rest of the frame but its icons. Each is closed under import: neither waits for
// a file that waits for it.
const FRAMEWORK =
  /node_modules[\\/](react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run[\\/](react|router))[\\/]/;
/** It names every icon of every page: who follows it has them all. */
const ICONS = /node_modules[\\/]lucide-react[\\/]/;

/** Everything that these modules import at once, themselves included. */
function reach(starts, infoOf) {
  const found = new Set();
  const visit = (id) => {
    if (found.has(id) || ICONS.test(id)) return;
    found.add(id);
    for (const next of infoOf(id)?.importedIds ?? []) visit(next);
  };
  for (const start of starts) visit(start);
  return found;
}

/** Rollup's `manualChunks` for a browser build whose every page is inside `frame`, the path of a module. */
function shellChunk(frame) {
  let framework;
  let shell;
  const survey = ({ getModuleIds, getModuleInfo }) => {
    const ids = [...getModuleIds()];
    const frames = ids.filter((id) => id.split('?')[0].endsWith(frame));
    shell = reach(frames, getModuleInfo);
    for (const id of frames) shell.delete(id);
    framework = reach(
      [...shell].filter((id) => FRAMEWORK.test(id)),
      getModuleInfo,
    );
  };
  return (id, graph) => {
    if (!shell) survey(graph);
    if (framework.has(id)) return 'framework';
    return shell.has(id) && !/\.css(\?|$)/.test(id) ? 'shell' : undefined;
  };
}

/** Rollup's `output` for the browser: what every page needs in two files. */
export const fewFiles = (frame) => ({
  manualChunks: shellChunk(frame),
  onlyExplicitManualChunks: true,
});
