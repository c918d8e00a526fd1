package dev.legwork.ledger.reconciliation;

import dev.legwork.ledger.sql.Database;

/** All that is stored about comparing accounts with the broker. */
public final class Reconciliations {
  private final ReconciliationStore runs;
  private final DivergenceStore divergences;
  private final ForeignBook foreign;
  private final BooksReader books;
  private final AccountPositions accounts;

  public Reconciliations(Database db) {
    runs = new ReconciliationStore(db);
    divergences = new DivergenceStore(db);
    foreign = new ForeignBook(db);
    books = new BooksReader(db);
    accounts = new AccountPositions(db);
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

  public AccountPositions accounts() {
    return accounts;
  }

  public BooksReader books() {
    return books;
  }
}
