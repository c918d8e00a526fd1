package dev.legwork.desk.lease;

import java.util.Optional;

/** One account's lease on a server that can be down, has its lock for a connection, and a row. */
final class LeaseServer {
  private Table locker;
  private Optional<LeaseTable.Row> row = Optional.empty();
  private LeaseTable.Unavailable fails;
  private boolean justStarted;

  LeaseTable connect() throws LeaseTable.Unavailable {
    answer();
    return new Table();
  }

  /** From now on every question fails. */
  void fails(boolean connectionsStand) {
    fails = new LeaseTable.Unavailable("the test", connectionsStand, null);
  }

  void isWell() {
    fails = null;
  }

  /** Whoever has the lock loses it with its connection. */
  void restarts() {
    endLocker();
    justStarted = true;
  }

  void hasRunForLong() {
    justStarted = false;
  }

  LeaseTable.Row row() {
    return row.orElseThrow();
  }

  boolean isLocked() {
    return locker != null;
  }

  private void answer() throws LeaseTable.Unavailable {
    if (fails != null) {
      throw fails;
    }
  }

  private void endLocker() {
    if (locker != null) {
      locker.ended = true;
      locker = null;
    }
  }

  private final class Table implements LeaseTable {
    private boolean ended;

    private void ask() throws Unavailable {
      answer();
      if (ended) {
        throw new Unavailable("the connection was ended", false, null);
      }
    }

    @Override
    public boolean tryLock() throws Unavailable {
      ask();
      if (locker == null) {
        locker = this;
      }
      return locker == this;
    }

    @Override
    public Optional<Row> row() throws Unavailable {
      ask();
      return row;
    }

    @Override
    public long take(String holder, String gateway) throws Unavailable {
      ask();
      long epoch = row.map(Row::epoch).orElse(0L) + 1;
      row = Optional.of(new Row(holder, epoch, 0, Optional.of(gateway)));
      return epoch;
    }

    @Override
    public boolean beat(long epoch) throws Unavailable {
      ask();
      Row now = row.orElseThrow();
      if (now.epoch() == epoch) {
        row = Optional.of(new Row(now.holder(), epoch, now.beat() + 1, now.gateway()));
      }
      return now.epoch() == epoch;
    }

    @Override
    public void leaveGateway(long epoch) throws Unavailable {
      ask();
      row =
          row.map(
              now ->
                  now.epoch() == epoch
                      ? new Row(now.holder(), epoch, now.beat(), Optional.empty())
                      : now);
    }

    @Override
    public void evict() throws Unavailable {
      ask();
      if (locker != this) {
        endLocker();
      }
    }

    @Override
    public boolean hasServerJustStarted() throws Unavailable {
      ask();
      return justStarted;
    }

    @Override
    public void unlock() throws Unavailable {
      ask();
      close();
    }

    @Override
    public void close() {
      locker = locker == this ? null : locker;
    }
  }
}
