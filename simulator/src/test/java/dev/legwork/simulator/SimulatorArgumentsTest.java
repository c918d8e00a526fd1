package dev.legwork.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorArgumentsTest {

  @Test
  void readsEveryOption() {
    SimulatorOptions options =
        SimulatorArguments.parse(
            "--legwork.simulator.port=5002",
            "--legwork.simulator.control-port=5080",
            "--legwork.simulator.market-data-lines=40",
            "--legwork.home=somewhere",
            "--market=lean",
            "--data=Data",
            "--symbols=twx,GOOG",
            "--date=2014-06-06",
            "--start=10:15",
            "--speed=paused",
            "--fresh");

    assertThat(options)
        .isEqualTo(
            SimulatorOptions.builder()
                .port(5002)
                .controlPort(5080)
                .marketDataLines(40)
                .home(Path.of("somewhere"))
                .market(SimulatorOptions.MarketKind.LEAN)
                .data(Path.of("Data"))
                .symbols(List.of("TWX", "GOOG"))
                .date(LocalDate.of(2014, 6, 6))
                .start(LocalTime.of(10, 15))
                .speed(BigDecimal.ZERO)
                .fresh(true)
                .build());
  }

  @Test
  void namesTheArgumentThatCannotBeUsed() {
    assertThatThrownBy(() -> SimulatorArguments.parse("--market=moon"))
        .hasMessageContaining("--market=moon");
    assertThatThrownBy(() -> SimulatorArguments.parse("--colour=blue"))
        .hasMessageContaining("--colour=blue");
    assertThatThrownBy(() -> SimulatorArguments.parse("--market=lean"))
        .hasMessageContaining("--data");
  }
}
