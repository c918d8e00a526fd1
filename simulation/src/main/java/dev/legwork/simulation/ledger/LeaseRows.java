package dev.legwork.simulation.ledger;

import dev.legwork.desk.lease.LeaseTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One account's lease in the database: a lock that ends with its connection, and a row. */
public final class LeaseRows {
  /** A connection of its own, as the server sees it. */
  public final class Connection {
    private boolean open = true;

    /** The lock goes with it. */
    public void close() {
      open = false;
      connections.remove(this);
      if (locker == this) {
        locker = null;
      }
    }
  }

  private final DeskRows desk;
  private final List<Connection> connections = new ArrayList<>();
  private Connection locker;
  private String holder;
  private String gateway;
  private long beat;
  private long epoch;
  private int evictions;

  public LeaseRows(DeskRows desk, Database database) {
    this.desk = desk;
    database.whenServerDies(() -> List.copyOf(connections).forEach(Connection::close));
  }

  public Connection connect() {
    Connection connection = new Connection();
    connections.add(connection);
    return connection;
  }

  public boolean tryLock(Connection connection) {
    alive(connection);
    if (locker == null) {
      locker = connection;
    }
    return locker == connection;
  }

  public Optional<LeaseTable.Row> row(Connection connection) {
    alive(connection);
    return Optional.ofNullable(holder)
        .map(name -> new LeaseTable.Row(name, epoch, beat, Optional.ofNullable(gateway)));
  }

  /** The number of the new tenure. */
  public long take(Connection connection, String name, String through) {
    alive(connection);
    holder = name;
    gateway = through;
    beat = 0;
    epoch = desk.takeLease();
    return epoch;
  }

  public boolean beat(Connection connection, long of) {
    alive(connection);
    if (of == epoch) {
      beat++;
    }
    return of == epoch;
  }

  public void leaveGateway(Connection connection, long of) {
    alive(connection);
    if (of == epoch) {
      gateway = null;
    }
  }

  public void evict(Connection connection) {
    alive(connection);
    if (locker != null && locker != connection) {
      evictions++;
      locker.close();
    }
  }

  public void unlock(Connection connection) {
    alive(connection);
    if (locker == connection) {
      locker = null;
    }
  }

  /** Who took it last; null before the first. */
  public String holder() {
    return holder;
  }

  /** How often a silent holder's connection was ended. */
  public int evictions() {
    return evictions;
  }

  private void alive(Connection connection) {
    if (!connection.open) {
      throw new Database.Away("the lease's connection was ended");
    }
  }
}
