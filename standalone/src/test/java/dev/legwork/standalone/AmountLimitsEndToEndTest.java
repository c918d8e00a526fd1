package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.cli.LegworkCli;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What an account may hold, lose and have open, on real processes, over a killed worker. Each test
 * has an account of its own.
 */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class AmountLimitsEndToEndTest {
  private static final String[] LIMITS = {
    "--legwork.limits.open-executions=1",
    "--legwork.limits.rollbacks-per-account=100",
    "--legwork.limits.rollbacks-per-underlying=100",
    "--legwork.limits.cooldown=0s",
    "--legwork.limits.position=150",
    "--legwork.limits.daily-loss=5"
  };

  private static ProcessHouse house;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        new TemporalBinary(line -> {}).installed().isPresent(), "no 'temporal' program");
    house = new ProcessHouse("amounts", LIMITS);
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  private static void committed(String account, String symbol, String id) {
    try (ProcessTrader trader = new ProcessTrader(house, account, symbol, id)) {
      trader.submitMarketable();
      assertThat(trader.awaitEnd()).isEqualTo("COMMITTED");
    }
  }

  /** Nothing of it reaches the gateway, and its reason is this. */
  private static void refused(String account, String symbol, String id, String code) {
    try (ProcessTrader trader = new ProcessTrader(house, account, symbol, id)) {
      trader.submitMarketable();
      assertThat(trader.awaitEnd()).isEqualTo("REJECTED");
      assertThat(house.books().reason(id)).isEqualTo(code);
      assertThat(house.venue().orders(id)).isEmpty();
    }
  }

  private static void workerIsKilled() {
    house.kill(ProcessHouse.Part.WORKER);
    house.awaitAll();
  }

  @Test
  void holdsNoMoreOfAContractThanItMay() {
    String account = "DU1000001";
    committed(account, "APA", "APA-first");
    workerIsKilled();

    refused(account, "APA", "APA-second", "POSITION_LIMIT");
    committed(account, "APB", "APB-other");

    assertThat(house.audit(account)).isEmpty();
  }

  @Test
  void beginsNoTradeOnceTheDayHasCostTooMuchUntilAPersonResetsIt() {
    String account = "DU1000002";
    try (ProcessTrader trader = new ProcessTrader(house, account, "ALA")) {
      trader.submitWithRestingCall(6, 3);
      assertThat(trader.awaitEnd()).isEqualTo("UNWOUND");
    }
    refused(account, "ALB", "ALB-second", "DAILY_LOSS");
    workerIsKilled();
    refused(account, "ALB", "ALB-killed", "DAILY_LOSS");

    assertThat(
            LegworkCli.run(
                "limits",
                "--url=" + house.trades().http().base(),
                account,
                "--reset",
                "--operator=ann",
                "--reason=seen"))
        .isZero();

    committed(account, "ALB", "ALB-reset");
    assertThat(house.audit(account)).isEmpty();
  }

  /** The trade that waits for its market has given its lock back, and counts. */
  @Test
  void countsATradeThatWaitsForItsMarketAmongTheOpenOnes() {
    String account = "DU1000003";
    try (ProcessTrader trader = new ProcessTrader(house, account, "AOA")) {
      trader.submitWithRestingCall(40, 15);
      trader.awaitPosition("stock", 100);
      trader.awaitPosition("put", 1);
      halt("AOA", true);
      trader.awaitState("WAITING_MARKET");

      refused(account, "AOB", "AOB-second", "OPEN_EXECUTIONS");

      halt("AOA", false);
      assertThat(trader.awaitEnd()).isEqualTo("UNWOUND");
    }
    assertThat(
            LegworkCli.run(
                "limits",
                "--url=" + house.trades().http().base(),
                account,
                "--reset",
                "--operator=ann",
                "--reason=the loss was seen"))
        .isZero();
    committed(account, "AOB", "AOB-third");
    assertThat(house.audit(account)).isEmpty();
  }

  private static void halt(String symbol, boolean halted) {
    String body = "{\"symbol\": \"%s\", \"halted\": %s}".formatted(symbol, halted);
    assertThat(house.venue().http().post("/halts", body).status()).isEqualTo(200);
  }

  /** The switch goes down to one leg. */
  @Test
  void beginsNoTradeOfMoreLegsThanItMay() {
    String account = "DU1000004";
    house.worker().killForGood();
    house.startWorker("--legwork.limits.max-legs=1");
    try {
      house.awaitAll();
      refused(account, "AMA", "AMA-three", "MAX_LEGS");
    } finally {
      house.worker().killForGood();
      house.startWorker(LIMITS);
      house.awaitAll();
    }
    committed(account, "AMA", "AMA-again");
    assertThat(house.audit(account)).isEmpty();
  }
}
