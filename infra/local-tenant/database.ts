import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

/** A row, or none: the caller names its shape, columns are as selected. */
export type Found<Row> = Row | undefined;

/** SQLite with prepared statements kept by their text. Everything is synchronous, so one call is one unit. */
export type Database = {
  exec(sql: string): void;
  get<Row>(sql: string, ...values: SQLInputValue[]): Found<Row>;
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastId: number };
  /** Runs `work` in one transaction; an exception rolls it back. May be nested. */
  transaction<T>(work: () => T): T;
  /** Small facts of the tenant itself, such as the clock's offset. */
  fact(key: string): string | undefined;
  setFact(key: string, value: string): void;
  close(): void;
};

export function openDatabase(file: string): Database {
  const sqlite = new DatabaseSync(file);
  // WAL with synchronous NORMAL keeps every committed row when the process is killed; only a power cut may lose the last ones.
  sqlite.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;');
  sqlite.exec('CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  const statements = new Map<string, StatementSync>();
  let depth = 0;

  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    const made = sqlite.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const get = <Row>(sql: string, ...values: SQLInputValue[]): Found<Row> =>
    statement(sql).get(...values) as Found<Row>;
  const run = (sql: string, ...values: SQLInputValue[]): { changes: number; lastId: number } => {
    const done = statement(sql).run(...values);
    return { changes: Number(done.changes), lastId: Number(done.lastInsertRowid) };
  };

  return {
    exec: (sql) => sqlite.exec(sql),
    get,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[],
    run,
    transaction(work) {
      const name = `level${depth}`;
      sqlite.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
      depth += 1;
      try {
        const result = work();
        depth -= 1;
        sqlite.exec(depth === 0 ? 'COMMIT' : `RELEASE ${name}`);
        return result;
      } catch (error) {
        depth -= 1;
        sqlite.exec(depth === 0 ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
        throw error;
      }
    },
    fact: (key) => get<{ value: string }>('SELECT value FROM facts WHERE key = ?', key)?.value,
    setFact: (key, value) => {
      run(
        'INSERT INTO facts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        key,
        value,
      );
    },
    close: () => {
      statements.clear();
      sqlite.close();
    },
  };
}
