package dev.legwork.simulation.fault;

import static dev.legwork.simulator.faults.FaultVerb.ALTER;
import static dev.legwork.simulator.faults.FaultVerb.DELAY;
import static dev.legwork.simulator.faults.FaultVerb.DISCONNECT;
import static dev.legwork.simulator.faults.FaultVerb.DROP;
import static dev.legwork.simulator.faults.FaultVerb.DUPLICATE;
import static dev.legwork.simulator.faults.FaultVerb.LOSE_1100;
import static dev.legwork.simulator.faults.FaultVerb.REJECT;
import static dev.legwork.simulator.faults.FaultVerb.REWIND_NEXT_VALID_ID;
import static dev.legwork.simulator.faults.FaultVerb.TRUNCATE_SNAPSHOT;

import dev.legwork.simulation.net.Link;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.venue.SimMarket.Mood;
import dev.legwork.simulator.faults.FaultRule;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Faults of the session and its data (rows S). */
final class SessionFaults {
  private static final Map<String, String> ANY = Map.of();
  private static final List<String> SNAPSHOTS =
      List.of(
          "reqExecutions",
          "reqAllOpenOrders",
          "reqOpenOrders",
          "reqCompletedOrders",
          "reqPositions");
  private static final List<String> END_MARKERS =
      List.of("openOrderEnd", "completedOrdersEnd", "execDetailsEnd", "positionEnd");
  private static final List<String> ANSWERS =
      List.of("orderStatus", "execDetails", "openOrder", "cancelOrder", "reqExecutions");

  private SessionFaults() {}

  static void strike(Strike s) {
    Chance chance = s.chance();
    switch (s.kind()) {
      case S1_CONNECTIVITY_LOST -> lose(s, 1102);
      case S2_DATA_LOST -> lose(s, 1101);
      case S3_STORM -> storm(s);
      case S4_CONNECTION_RESET -> onLink(s, Link::reset);
      case S4_END_OF_STREAM -> s.rule(disconnect(chance.pick(ANSWERS), chance.odds(0.5)), 1);
      case S4_HALF_OPEN -> onLink(s, link -> halfOpen(s, link));
      case S4_CUT_IN_FRAME -> onLink(s, link -> link.breakNextWriteAfter(chance.between(1, 400)));
      case S4_PORT_RESET -> {
        s.hit();
        s.theatre().gateway().announcePort(chance.odds(0.5));
      }
      case S5_RESTART_AFTER_ORDER -> {
        s.rule("placeOrder", DISCONNECT, 1, chance.between(0, 2), ANY);
        s.rule("startApi", REWIND_NEXT_VALID_ID, 1, 0, ANY);
      }
      case S6_GATEWAY_DOWN -> SystemFaults.gatewayDown(s, 5_000, 40_000);
      case S7_CLIENT_ID_IN_USE ->
          s.rule("startApi", REJECT, chance.between(1, 3), 0, ANY, null, 326);
      case S8_COMPETING_SESSION ->
          s.rule("reqMktData", REJECT, chance.between(1, 6), 0, ANY, null, 10197);
      case S9_FARM_BROKEN -> farm(s);
      case S9_SERVER_LINK_BROKEN -> serverLink(s);
      case S10_QUOTES_STOP -> mood(s, Mood.SILENT);
      case S10_FROZEN_DATA ->
          s.rule(FaultRule.of("marketDataType", ALTER, "" + chance.between(2, 4)), 3);
      case S11_BAD_QUOTES -> mood(s, Mood.BAD);
      case S11_BAD_TICKS -> badTicks(s);
      case S12_PACING ->
          s.rule(
              chance.pick(List.of("placeOrder", "cancelOrder", "reqExecutions")),
              REJECT,
              chance.between(1, 2),
              0,
              ANY,
              null,
              100);
      case S13_LATE_START ->
          s.rule(
              chance.pick(List.of("nextValidId", "managedAccounts")),
              chance.pick(List.of(DELAY, DUPLICATE, DROP)),
              chance.between(1, 2),
              0,
              ANY,
              (long) chance.between(500, 12_000),
              null);
      case S14_SNAPSHOT_CUT ->
          s.rule(
              chance.pick(SNAPSHOTS),
              chance.pick(List.of(TRUNCATE_SNAPSHOT, TRUNCATE_SNAPSHOT, DROP, DELAY)),
              chance.between(1, 3),
              chance.between(0, 1),
              ANY,
              (long) chance.between(1_000, 9_000),
              null);
      case S14_NO_END_MARKER ->
          s.rule(chance.pick(END_MARKERS), DROP, chance.between(1, 3), chance.between(0, 1), ANY);
      case S15_VENUE_CLOCK ->
          s.rule(
              FaultRule.of("currentTime", ALTER, "" + chance.between(-10, 10)),
              chance.between(1, 5));
      case S15_CLOCK_SKEW -> SystemFaults.skew(s, 10_000);
      default -> throw new IllegalStateException(s.kind() + " is no fault of the session");
    }
  }

  private static void lose(Strike s, int code) {
    s.now(
        FaultRule.of(FaultRule.NOW, LOSE_1100)
            .withMillis(s.chance().between(200, 30_000))
            .withCode(code));
  }

  private static void storm(Strike s) {
    s.hit();
    int times = s.chance().between(20, 300);
    for (int i = 0; i < times; i++) {
      s.theatre().gateway().tellAll(1100, "Connectivity between IB and TWS has been lost.");
    }
    s.after(
        100,
        8_000,
        () -> s.theatre().gateway().tellAll(1102, "Connectivity restored - data maintained."));
  }

  private static FaultRule disconnect(String on, boolean handled) {
    FaultRule rule = FaultRule.of(on, DISCONNECT);
    return handled ? rule.afterEffect() : rule;
  }

  private static void onLink(Strike s, Consumer<Link> fault) {
    List<Link> open = s.theatre().network().open();
    if (!open.isEmpty()) {
      s.hit();
      fault.accept(s.chance().pick(open));
    }
  }

  private static void halfOpen(Strike s, Link link) {
    link.silence();
    s.after(3_000, 60_000, s.chance().odds(0.5) ? link::thaw : link::giveUp);
  }

  private static void farm(Strike s) {
    s.hit();
    s.theatre().gateway().tellAll(2103, "Market data farm connection is broken:usfarm");
    s.after(
        200,
        20_000,
        () -> s.theatre().gateway().tellAll(2104, "Market data farm connection is OK:usfarm"));
  }

  /** 2110 is not always taken back. */
  private static void serverLink(Strike s) {
    s.hit();
    s.theatre()
        .gateway()
        .tellAll(2110, "Connectivity between Trader Workstation and server is broken.");
    if (s.chance().odds(0.5)) {
      s.after(
          500,
          20_000,
          () -> s.theatre().gateway().tellAll(1102, "Connectivity restored - data maintained."));
    }
  }

  private static void badTicks(Strike s) {
    String on = s.chance().pick(List.of("tickPrice", "tickSize"));
    String value = s.chance().pick(List.of("0", "-1", "none", "0.0137"));
    s.rule(FaultRule.of(on, ALTER, value), s.chance().between(1, 8));
  }

  static void mood(Strike s, Mood mood) {
    s.theatre().market().is(mood, true);
    s.theatre().story().tell("market", "is " + mood);
    s.after(2_000, 30_000, () -> s.theatre().market().is(mood, false));
  }
}
