package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainTrouble.Code;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.desk.memory.InMemoryDeskLedger;
import dev.legwork.order.BrokerEvent;
import dev.legwork.simulator.Simulator;
import dev.legwork.simulator.SimulatorOptions;
import dev.legwork.simulator.SimulatorOptions.MarketKind;
import dev.legwork.strategy.ScanOutcome;
import dev.legwork.strategy.Scanner;
import dev.legwork.strategy.Strategies;
import dev.legwork.tws.session.SessionSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chains over a real socket, from a gateway that generates them and counts its lines. */
class DeskChainOnSimulatorTest {
  private static final String ACCOUNT = "DU1000001";
  private static final int CLIENT = 7;
  private static final ChainWish WISH =
      new ChainWish(15, 50, 12, BigDecimal.valueOf(4), BigDecimal.valueOf(4));

  private Simulator simulator;
  private Desk desk;

  @AfterEach
  void stop() throws Exception {
    desk.close();
    simulator.close();
  }

  private void start(int lines) throws Exception {
    simulator =
        Simulator.start(
            SimulatorOptions.builder()
                .port(0)
                .controlPort(0)
                .market(MarketKind.GENERATED)
                .symbols(List.of("TWX"))
                .date(LocalDate.of(2026, 11, 20))
                .start(LocalTime.of(10, 0))
                .marketDataLines(lines)
                .build());
    desk =
        new Desk(
            DeskSettings.of(ACCOUNT, CLIENT),
            SessionSettings.of("127.0.0.1", simulator.port(), CLIENT),
            new InMemoryDeskLedger(CLIENT, Instant::now),
            new DeskListener() {
              @Override
              public void committed(List<BrokerEvent> events) {}

              @Override
              public void sessionLost(String why) {}

              @Override
              public void sessionRestored() {}
            },
            DeskLease.unshared());
    desk.start();
  }

  private Map<String, ChainReading> read(Map<String, ChainWish> wishes) throws Exception {
    return desk.chains("w", wishes).get(30, TimeUnit.SECONDS);
  }

  private Map<String, ChainReading> settled(Map<String, ChainWish> wishes) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    Map<String, ChainReading> readings = read(wishes);
    while (!readings.values().stream().allMatch(ChainReading::isSettled)) {
      assertThat(System.nanoTime()).as("%s", readings).isLessThan(until);
      Thread.sleep(100);
      readings = read(wishes);
    }
    return readings;
  }

  @Test
  void readsAChainThatStrategiesCanJudge() throws Exception {
    start(100);

    ChainReading reading = settled(Map.of("TWX", WISH)).get("TWX");

    assertThat(reading.troubles()).isEmpty();
    assertThat(reading.coverage().expiries()).isPositive();
    assertThat(reading.coverage().quoted()).isEqualTo(reading.coverage().known());
    ScanOutcome outcome =
        Scanner.scan(
            Strategies.load(getClass().getClassLoader())
                .create(Map.of("SYNTHETIC", Map.of("scoring", "aggressive"))),
            List.of(reading.snapshot().orElseThrow()));
    assertThat(outcome.funnels().getFirst().pairs()).isPositive();
  }

  @Test
  void goesAroundWhatTheGatewayHasTooFewLinesFor() throws Exception {
    start(30);

    ChainReading reading = settled(Map.of("TWX", WISH)).get("TWX");

    assertThat(reading.coverage().known()).isGreaterThan(30);
    assertThat(reading.coverage().quoted()).isEqualTo(reading.coverage().known());
    assertThat(reading.coverage().subscribed()).isLessThanOrEqualTo(30);
  }

  @Test
  void goesOnWithWhatWorks() throws Exception {
    start(100);

    Map<String, ChainReading> readings = settled(Map.of("TWX", WISH, "NOPE", WISH));

    assertThat(readings.get("NOPE").troubles())
        .extracting(ChainTrouble::code)
        .containsExactly(Code.UNKNOWN_SYMBOL);
    assertThat(readings.get("TWX").coverage().isComplete()).isTrue();
  }
}
