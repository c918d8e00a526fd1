package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.cli.LegworkCli;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Limits on real processes: the ones that hold where nobody says otherwise, and a capital that only
 * one conversion fits into. Each test has an account of its own.
 */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitsEndToEndTest {
  private static ProcessHouse house;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        new TemporalBinary(line -> {}).installed().isPresent(), "no 'temporal' program");
    house =
        new ProcessHouse(
            "limits",
            "--legwork.limits.open-executions=2",
            "--legwork.limits.rollbacks-per-account=3",
            "--legwork.limits.rollbacks-per-underlying=2",
            "--legwork.limits.cooldown=300s",
            "--legwork.limits.capital=15000");
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  private static void undone(String account, String symbol) {
    try (ProcessTrader trader = new ProcessTrader(house, account, symbol)) {
      trader.submitWithRestingCall(6, 3);
      assertThat(trader.awaitEnd()).isEqualTo("UNWOUND");
    }
  }

  /** Nothing of it reaches the gateway, and its reason is this. */
  private static void refused(String account, String symbol, String id, String code) {
    try (ProcessTrader trader = new ProcessTrader(house, account, symbol, id)) {
      trader.submitMarketable();
      assertThat(trader.awaitEnd()).isEqualTo("REJECTED");
      assertThat(house.books().reason(id)).isEqualTo(code);
      assertThat(house.venue().orders(id)).isEmpty();
      assertThat(
              house.books().column("select order_ref from order_intent where execution_id = ?", id))
          .isEmpty();
    }
  }

  private static void committed(String account, String symbol, String id) {
    try (ProcessTrader trader = new ProcessTrader(house, account, symbol, id)) {
      trader.submitMarketable();
      assertThat(trader.awaitEnd()).isEqualTo("COMMITTED");
    }
  }

  private static int limits(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "limits";
    all[1] = "--url=" + house.trades().http().base();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return LegworkCli.run(all);
  }

  @Test
  @Order(1)
  void waitsForTheCooldownAlsoOverAKilledWorker() {
    String account = "DU1000001";
    undone(account, "LCD");
    refused(account, "LCD", "LCD-again", "COOLDOWN");
    house.kill(ProcessHouse.Part.WORKER);
    house.awaitAll();
    refused(account, "LCD", "LCD-killed", "COOLDOWN");

    committed(account, "LCE", "LCE-other");
    assertThat(house.audit(account)).isEmpty();
  }

  @Test
  @Order(2)
  void beginsNoTradeAfterTheThirdRollbackUntilAPersonResetsTheCount() {
    String account = "DU1000002";
    undone(account, "LRA");
    undone(account, "LRB");
    undone(account, "LRC");
    refused(account, "LRD", "LRD-fourth", "ROLLBACK_LIMIT");
    house.kill(ProcessHouse.Part.WORKER);
    house.awaitAll();
    refused(account, "LRD", "LRD-killed", "ROLLBACK_LIMIT");

    assertThat(limits(account, "--reset", "--operator=ann", "--reason=seen")).isZero();

    committed(account, "LRD", "LRD-reset");
    assertThat(
            house.books().column("select action from audit where target = ?", "account " + account))
        .isEqualTo(List.of("LIMIT_RESET"));
    assertThat(house.audit(account)).isEmpty();
  }

  @Test
  @Order(3)
  void bindsNoMoreCapitalThanItMayUntilAPersonReleasesSome() {
    String account = "DU1000003";
    committed(account, "LCA", "LCA-first");
    refused(account, "LCA", "LCA-second", "CAPITAL_LIMIT");

    assertThat(limits(account, "--release=LCA-first", "--operator=ann", "--reason=closed by hand"))
        .isZero();

    committed(account, "LCA", "LCA-third");
    assertThat(house.venue().positions("LCA-third").get("stock")).isEqualByComparingTo("100");
    assertThat(house.audit(account)).isEmpty();
  }
}
