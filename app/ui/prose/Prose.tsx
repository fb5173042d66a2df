import { Link } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Block, Inline } from '#app/http/prose/tree.ts';
import { Term } from './Term.tsx';

/** A long text: titles with an address of their own, lists, links. */
export function Prose({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="max-w-[44rem] space-y-4 break-words">
      <Blocks blocks={blocks} />
    </div>
  );
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
  return blocks.map((block, index) => <One key={index} block={block} />);
}

function One({ block }: { block: Block }) {
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Words of={block.of} />
      </p>
    );
  }
  if (block.kind === 'heading') {
    const Heading = block.level === 2 ? 'h2' : 'h3';
    return (
      <Heading id={block.id} className={block.level === 2 ? 'pt-6 text-xl sm:text-2xl' : 'pt-3 text-lg'}>
        <Words of={block.of} />
      </Heading>
    );
  }
  const List = block.ordered ? 'ol' : 'ul';
  return (
    <List className={block.ordered ? 'list-decimal space-y-2 pl-6' : 'list-disc space-y-2 pl-6'}>
      {block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
        <li key={index}>
          <Item blocks={item} />
        </li>
      ))}
    </List>
  );
}

/** A line of a list is not a paragraph of its own. */
function Item({ blocks }: { blocks: readonly Block[] }): ReactNode {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return <Blocks blocks={blocks} />;
  return (
    <>
      <Words of={first.of} />
      <Blocks blocks={rest} />
    </>
  );
}

function Words({ of }: { of: readonly Inline[] }) {
  return of.map((inline, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
    <Fragment key={index}>
      <Word inline={inline} />
    </Fragment>
  ));
}

function Word({ inline }: { inline: Inline }) {
  const t = useTranslations('legal');
  if (inline.kind === 'text') return inline.text;
  if (inline.kind === 'missing') {
    return (
      <mark className="bg-warning-soft px-1 text-ink">
        {t('missing', { what: t(`settings.${inline.name}`) })}
      </mark>
    );
  }
  const words = <Words of={inline.of} />;
  if (inline.kind === 'strong') return <strong>{words}</strong>;
  if (inline.kind === 'term') return <Term word={inline.word}>{words}</Term>;
  return inline.to.startsWith('/') ? (
    <Link to={inline.to} className="link">
      {words}
    </Link>
  ) : (
    <a href={inline.to} className="link break-all">
      {words}
    </a>
  );
}
