package dev.legwork.ledger.reconciliation;

import dev.legwork.ledger.sql.Database;

/** All that is stored about comparing accounts with the broker. */
public final class Reconciliations {
  private final ReconciliationStore runs;
  private final DivergenceStore divergences;
  private final ForeignBook foreign;
  private final BooksReader books;

  public Reconciliations(Database db) {
    runs = new ReconciliationStore(db);
    divergences = new DivergenceStore(db);
    foreign = new ForeignBook(db);
    books = new BooksReader(db);
  }

  public ReconciliationStore runs() {
    return runs;
  }

  public DivergenceStore divergences() {
    return divergences;
  }

  public ForeignBook foreign() {
    return foreign;
  }

  public BooksReader books() {
    return books;
  }
}
