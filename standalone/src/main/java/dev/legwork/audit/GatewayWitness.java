package dev.legwork.audit;

import dev.legwork.desk.Desk;
import dev.legwork.desk.DeskLease;
import dev.legwork.desk.DeskListener;
import dev.legwork.desk.DeskSettings;
import dev.legwork.desk.memory.InMemoryDeskLedger;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.invariant.BrokerTruth;
import dev.legwork.order.BrokerEvent;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.tws.session.SessionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A gateway over TWS, with a client id of its own. It asks for orders, executions and positions and
 * does nothing else: a desk whose ledger knows no order has none to place, cancel or take up.
 */
public final class GatewayWitness implements Witness {
  private static final Duration SESSION_WITHIN = Duration.ofSeconds(20);
  private static final Duration CENSUS_WITHIN = Duration.ofSeconds(15);

  private final String host;
  private final int port;
  private final int clientId;
  private final Collection<String> accounts;

  /**
   * @param clientId one that nobody else uses
   */
  public GatewayWitness(String host, int port, int clientId, Collection<String> accounts) {
    this.host = host;
    this.port = port;
    this.clientId = clientId;
    this.accounts = List.copyOf(accounts);
  }

  @Override
  public BrokerTruth tell() {
    List<BrokerOrder> orders = new ArrayList<>();
    List<BrokerFill> fills = new ArrayList<>();
    List<BrokerPosition> positions = new ArrayList<>();
    for (String account : accounts) {
      BrokerTruth truth = census(account).truth();
      orders.addAll(truth.orders());
      fills.addAll(truth.fills());
      positions.addAll(truth.positions());
    }
    return new BrokerTruth(orders, fills, positions, BrokerTruth.Extent.TODAY);
  }

  @Override
  public List<String> cannotTell() {
    return List.of(
        "orders and executions of earlier days: a gateway tells of its own day",
        "executions that a gateway tells only to the client that made them",
        "when an order was received");
  }

  private BrokerCensus census(String account) {
    CountDownLatch known = new CountDownLatch(1);
    try (Desk desk =
        new Desk(
            DeskSettings.of(account, clientId),
            SessionSettings.of(host, port, clientId),
            new InMemoryDeskLedger(clientId, Instant::now),
            listener(known),
            DeskLease.unshared())) {
      desk.start();
      if (!known.await(SESSION_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CannotReach(
            "no session with the gateway at %s:%d for account %s as client %d within %d s"
                .formatted(host, port, account, clientId, SESSION_WITHIN.toSeconds()));
      }
      BrokerCensus census = desk.census().get(CENSUS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      if (!census.isComplete()) {
        throw new CannotReach("the gateway did not tell its " + census.missing());
      }
      return census;
    } catch (ExecutionException | TimeoutException e) {
      throw new CannotReach("the gateway did not tell everything of " + account + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotReach("interrupted");
    }
  }

  private static DeskListener listener(CountDownLatch known) {
    return new DeskListener() {
      @Override
      public void committed(List<BrokerEvent> events) {
        // there is no order of this desk
      }

      @Override
      public void sessionLost(String why) {
        // the wait for the census ends by itself
      }

      @Override
      public void sessionRestored() {
        known.countDown();
      }
    };
  }
}
