package dev.legwork.simulator.gateway;

import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.faults.Faults;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.CommissionReport;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way out to the clients, where faults strike answers. */
final class Outbox {
  private static final long REORDER_PATIENCE_MS = 50;
  private static final long DELAY_MS = 1_000;
  private static final long COMMISSION_DELAY_MS = 5_000;

  private static final BigDecimal NOT_YET_KNOWN = BigDecimal.ONE.negate();

  private final VenueOutput output;
  private final Faults faults;
  private final Timers timers;
  private final Sessions sessions;
  private final Map<String, Long> silenced = new HashMap<>();
  private final Deque<Runnable> withheld = new ArrayDeque<>();
  private boolean withholding;
  private List<Told> captured;

  Outbox(VenueOutput output, Faults faults, Timers timers, Sessions sessions) {
    this.output = output;
    this.faults = faults;
    this.timers = timers;
    this.sessions = sessions;
  }

  /** An answer, and what it is about. */
  record Told(ServerMessage message, Map<String, String> facts) {}

  /** What a fault does to the venue rather than to the message. */
  interface Strike {
    void happen(FaultRule rule, Session session);

    void correct(FaultRule rule, Map<String, String> facts);

    void overFill(FaultRule rule, Map<String, String> facts);

    void charge(String execId, BigDecimal commission);
  }

  private Strike strike;

  void strike(Strike next) {
    strike = next;
  }

  /** Sends an answer that is about nothing in particular. */
  void send(Session session, ServerMessage message) {
    send(session, message, Map.of());
  }

  /** Sends an answer; the facts say what it is about. */
  void send(Session session, ServerMessage message, Map<String, String> facts) {
    if (captured != null) {
      captured.add(new Told(message, facts));
    } else if (withholding) {
      withheld.add(() -> strikeOrSend(session, message, facts));
    } else {
      strikeOrSend(session, message, facts);
    }
  }

  /** Sends whatever the state of the gateway's own connection is. */
  void sendLocal(Session session, ServerMessage message) {
    strikeOrSend(session, message, factsOf(message));
  }

  private static Map<String, String> factsOf(ServerMessage message) {
    return message instanceof ServerMessage.ErrorMessage error
        ? Map.of("code", "" + error.code())
        : Map.of();
  }

  /**
   * Tells a client nothing more of one of its orders, unless it asks.
   *
   * @param millis how long; null without end
   */
  void silence(int clientId, int orderId, Long millis) {
    long until = millis == null ? Long.MAX_VALUE : timers.now() + millis * 1_000_000;
    silenced.put(clientId + "/" + orderId, until);
  }

  private boolean silent(Map<String, String> facts) {
    if (silenced.isEmpty() || facts.containsKey("replay")) {
      return false;
    }
    Long until = silenced.get(facts.get("clientId") + "/" + facts.get("orderId"));
    return until != null && timers.now() < until;
  }

  private void strikeOrSend(Session session, ServerMessage message, Map<String, String> about) {
    if (silent(about)) {
      return;
    }
    Map<String, String> facts = about.containsKey("clientId") ? about : addressed(session, about);
    Optional<FaultRule> rule =
        faults.quiet() ? Optional.empty() : faults.strike(Names.of(message), facts);
    if (rule.isEmpty()) {
      deliver(session, message);
    } else {
      apply(rule.get(), session, message, facts);
    }
  }

  /** An answer about no order is the asking client's. */
  private static Map<String, String> addressed(Session session, Map<String, String> about) {
    var facts = new HashMap<>(about);
    facts.put("clientId", "" + session.clientId);
    return facts;
  }

  private void apply(
      FaultRule rule, Session session, ServerMessage message, Map<String, String> facts) {
    switch (rule.verb()) {
      case DROP -> {}
      case DELAY -> later(session, message, rule.millisOr(DELAY_MS));
      case DELAY_COMMISSION -> later(session, message, rule.millisOr(COMMISSION_DELAY_MS));
      case ALTER -> alter(session, Falsified.of(message, facts, rule.value()));
      case DUPLICATE -> {
        deliver(session, message);
        deliver(session, message);
      }
      case REORDER -> hold(session, message, rule.millisOr(REORDER_PATIENCE_MS));
      case DISCONNECT -> disconnect(rule, session, message);
      case CORRECT_EXECUTION -> {
        deliver(session, message);
        strike.correct(rule, facts);
      }
      case OVER_FILL -> {
        deliver(session, message);
        strike.overFill(rule, facts);
      }
      default -> happen(rule, session, message);
    }
  }

  private void happen(FaultRule rule, Session session, ServerMessage message) {
    boolean first = rule.verb() == FaultVerb.HALF_OPEN && !rule.handled();
    if (first) {
      strike.happen(rule, session);
    }
    if (rule.handled() || !GatewayFaults.losesTheMessage(rule.verb())) {
      deliver(session, message);
    }
    if (!first) {
      strike.happen(rule, session);
    }
  }

  /** A commission that is told, and not one that TWS tells for want of one, is charged. */
  private void alter(Session session, ServerMessage told) {
    if (told instanceof CommissionReport report
        && report.commission() != null
        && report.commission().compareTo(NOT_YET_KNOWN) != 0) {
      strike.charge(report.execId(), report.commission());
    }
    deliver(session, told);
  }

  private void later(Session session, ServerMessage message, long millis) {
    timers.in(millis, () -> deliver(session, message));
  }

  private void hold(Session session, ServerMessage message, long patience) {
    release(session);
    var held = new Session.Withheld(message);
    session.withheld = held;
    timers.in(
        patience,
        () -> {
          if (session.withheld == held) {
            release(session);
          }
        });
  }

  private void release(Session session) {
    Session.Withheld held = session.withheld;
    session.withheld = null;
    if (held != null) {
      deliver(session, held.message());
    }
  }

  private void disconnect(FaultRule rule, Session session, ServerMessage message) {
    if (rule.handled()) {
      deliver(session, message);
    }
    close(session);
  }

  private void deliver(Session session, ServerMessage message) {
    if (session.closing || sessions.get(session.connection) != session) {
      return;
    }
    if (session.stall != null) {
      session.stall.answers.add(message);
    } else {
      write(session, message);
    }
    release(session);
  }

  /** Writes to the socket, if anybody can hear. */
  void write(Session session, ServerMessage message) {
    if (!session.deaf) {
      output.send(session.connection, message);
    }
  }

  /** Closes the client's socket after what was sent to it. */
  void close(Session session) {
    if (!session.closing) {
      session.closing = true;
      output.close(session.connection);
    }
  }

  /** Keeps answers back until {@link #resume}. */
  void withhold() {
    withholding = true;
  }

  /** Sends what was kept back. */
  void resume() {
    withholding = false;
    while (!withheld.isEmpty() && !withholding) {
      withheld.poll().run();
    }
  }

  boolean withholding() {
    return withholding;
  }

  /** What a request would answer, without sending it. */
  List<Told> capture(Runnable request) {
    captured = new ArrayList<>();
    try {
      request.run();
      return captured;
    } finally {
      captured = null;
    }
  }
}
