import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand on the right. */
  numeric?: boolean;
  /** The cell that names the row. */
  rowHeader?: boolean;
  className?: string;
}

interface Props<Row> {
  caption: ReactNode;
  hideCaption?: boolean;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  foot?: ReactNode;
}

/** Rows and columns; on a narrow screen the table scrolls inside its own focusable box, never the page. */
export function Table<Row>({ caption, hideCaption, columns, rows, rowKey, foot }: Props<Row>) {
  return (
    <section
      className="relative overflow-x-auto"
      aria-label={typeof caption === 'string' ? caption : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <table className="w-full border-collapse text-left">
        <caption className={hideCaption ? 'sr-only' : 'pb-2 text-left font-semibold'}>{caption}</caption>
        <thead>
          <tr className="border-b-2 border-ink text-sm">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classes(
                  'px-2 py-2 align-bottom first:pl-0 last:pr-0 sm:px-3',
                  column.numeric && 'text-right',
                  column.className,
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line">
              {columns.map((column) => {
                const look = classes(
                  'px-2 py-2.5 align-top first:pl-0 last:pr-0 sm:px-3',
                  column.numeric && 'text-right whitespace-nowrap',
                  column.className,
                );
                return column.rowHeader ? (
                  <th key={column.key} scope="row" className={classes(look, 'font-semibold')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={look}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot className="font-semibold">{foot}</tfoot> : null}
      </table>
    </section>
  );
}
