package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.gateway.Session.Stall;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import java.util.List;

/** What faults do to the gateway itself: its sockets, its port, its process, its quotes. */
final class GatewayFaults {
  private static final long STALL_MS = 10_000;
  private static final long DOWN_MS = 5_000;
  private static final String PORT = "4002";

  private final Floor floor;
  private final QuoteRequests quotes;
  private final Connectivity connectivity;
  private boolean down;

  GatewayFaults(Floor floor, QuoteRequests quotes, Connectivity connectivity) {
    this.floor = floor;
    this.quotes = quotes;
    this.connectivity = connectivity;
  }

  /** Whether the verb is one of these. */
  static boolean does(FaultVerb verb) {
    return switch (verb) {
      case LOSE_1100, LOSE_2110, NOTICE, RESET_PORT, HALF_OPEN, RESTART -> true;
      case FREEZE_QUOTES, BREAK_FARM, COMPETING_SESSION -> true;
      default -> false;
    };
  }

  /** Whether a message that the fault strikes is lost with it, unless it was handled first. */
  static boolean losesTheMessage(FaultVerb verb) {
    return verb == FaultVerb.RESET_PORT || verb == FaultVerb.RESTART;
  }

  /** Whether the gateway has no process at the moment. */
  boolean down() {
    return down;
  }

  /**
   * Lets it happen.
   *
   * @param struck whose message brought it about; null for a rule of now
   */
  void happen(FaultRule rule, Session struck) {
    switch (rule.verb()) {
      case LOSE_1100, LOSE_2110 -> connectivity.lose(rule);
      case NOTICE -> meant(rule, struck).forEach(session -> notice(rule, session));
      case RESET_PORT -> meant(rule, null).forEach(session -> resetPort(rule, session));
      case HALF_OPEN -> meant(rule, struck).forEach(session -> stall(rule, session));
      case RESTART -> restart(rule);
      case FREEZE_QUOTES, BREAK_FARM, COMPETING_SESSION -> quotes.stop(rule);
      default -> throw new IllegalStateException(rule.verb() + " does not happen to a gateway");
    }
  }

  private List<Session> meant(FaultRule rule, Session struck) {
    if (struck != null) {
      return List.of(struck);
    }
    String only = rule.on().equals(FaultRule.NOW) ? rule.match().get("clientId") : null;
    return floor.sessions().all().stream()
        .filter(session -> only == null || only.equals("" + session.clientId))
        .toList();
  }

  private void notice(FaultRule rule, Session session) {
    int code = rule.codeOr(2104);
    String text = rule.text() == null ? Texts.notice(code) : rule.text();
    for (int i = 0; i < (rule.by() == null ? 1 : rule.by()); i++) {
      floor.outbox().sendLocal(session, new ErrorMessage(-1, code, text));
    }
  }

  private void resetPort(FaultRule rule, Session session) {
    String port = rule.value() == null ? PORT : rule.value();
    floor.outbox().sendLocal(session, new ErrorMessage(-1, 1300, Texts.portReset(port)));
    floor.outbox().close(session);
  }

  private void stall(FaultRule rule, Session session) {
    if (session.stall == null) {
      session.stall = new Stall();
      floor.timers().in(rule.millisOr(STALL_MS), () -> heal(session, rule.handled()));
    }
  }

  /**
   * Reads and writes again.
   *
   * @param late whether requests take effect although their client has gone
   */
  private void heal(Session session, boolean late) {
    Stall stall = session.stall;
    if (stall == null) {
      return;
    }
    session.stall = null;
    session.deaf = stall.gone;
    stall.answers.forEach(answer -> floor.outbox().write(session, answer));
    if (late || !stall.gone) {
      stall.requests.forEach(Runnable::run);
    }
    if (stall.gone) {
      floor.sessions().remove(session.connection);
    }
  }

  private void restart(FaultRule rule) {
    for (Session session : floor.sessions().all()) {
      if (session.stall != null && session.stall.gone) {
        floor.sessions().remove(session.connection);
      }
      session.stall = null;
      floor.outbox().close(session);
      if (rule.by() != null && session.started()) {
        rewind(session.clientId, rule.by());
      }
    }
    down = true;
    floor.timers().in(rule.millisOr(DOWN_MS), () -> down = false);
  }

  private void rewind(int clientId, int by) {
    Ledger ledger = floor.brokerage().ledger();
    int highest = Math.max(0, ledger.highestId(clientId) - by);
    ledger.record(new JournalEntry.IdsRewound(clientId, highest));
  }
}
