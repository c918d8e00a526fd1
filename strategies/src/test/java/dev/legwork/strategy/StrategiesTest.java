package dev.legwork.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.request.FieldError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding strategies, ours and a user's, and reading their settings. */
class StrategiesTest {
  private final Strategies strategies = Strategies.load(getClass().getClassLoader());

  @Test
  void oursAreThere() {
    assertThat(strategies.providers())
        .extracting(StrategyProvider::name)
        .containsExactly("BOX", "REVERSAL", "SFR", "SYNTHETIC", "VERTICAL");
  }

  @Test
  void allThatIsWrongWithSettingsIsToldAtOnce() {
    Map<String, String> settings =
        Map.of(
            "min-dte", "60",
            "cost-limit", "cheap",
            "scoring", "bold",
            "quantity", "1.5",
            "equal-strikes", "yes",
            "weight-profit", "0.5",
            "profit", "1");

    assertThatThrownBy(() -> strategies.create("SFR", settings))
        .asInstanceOf(type(InvalidSettings.class))
        .extracting(InvalidSettings::errors)
        .satisfies(
            errors ->
                assertThat(errors)
                    .extracting(FieldError::toString)
                    .containsExactlyInAnyOrder(
                        "SFR.cost-limit (cheap): must be a number",
                        "SFR.quantity (1.5): must be a whole number",
                        "SFR.equal-strikes (yes): must be true or false",
                        "SFR.scoring (bold): must be one of [balanced, profit-focused,"
                            + " liquidity-focused, conservative]",
                        "SFR.profit (1): is not a parameter of it",
                        "SFR.min-dte (60): must not be above max-dte",
                        "SFR.weight-liquidity: is missing: give all four weights, or none",
                        "SFR.weight-spread: is missing: give all four weights, or none",
                        "SFR.weight-time: is missing: give all four weights, or none"));
  }

  @Test
  void whatIsWrongWithSeveralStrategiesIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                strategies.create(
                    Map.of("SYNTHETIC", Map.of("max-loss", "-50"), "MAGIC", Map.of())))
        .hasMessageContaining("SYNTHETIC.max-loss (-50): must be at least 0")
        .hasMessageContaining("MAGIC: there is no such strategy; there are BOX, REVERSAL");
  }

  @Test
  void aNumberMayNotBeFinerThanAPrice() {
    assertThatThrownBy(() -> strategies.create("SFR", Map.of("min-profit", "0.00001")))
        .hasMessageContaining("SFR.min-profit (0.00001): must have at most four decimals");
    assertThatThrownBy(() -> strategies.create("SFR", Map.of("cost-limit", "1e999999")))
        .hasMessageContaining("SFR.cost-limit");
  }

  @Test
  void severalComeInTheOrderOfTheirPriorities() {
    assertThat(
            strategies.create(
                Map.of("SYNTHETIC", Map.of(), "SFR", Map.of(), "BOX", Map.of("priority", "500"))))
        .extracting(Strategy::name)
        .containsExactly("BOX", "SFR", "SYNTHETIC");
  }

  @Test
  void weightsOfOnesOwnAreBroughtToASumOfOne() {
    ChainBuilder market =
        ChainBuilder.of("XYZ")
            .stock("100.00", "100.02")
            .dte(30)
            .call("99", "5.10", "5.20", 999)
            .put("98", "2.15", "2.20", 999);

    // Profit, liquidity and time are 1 here: liquidity is log10(1000) / 3.
    Opportunity found =
        Scans.only(
            Scans.free(
                "SFR",
                "weight-profit",
                "1",
                "weight-liquidity",
                "1",
                "weight-spread",
                "0",
                "weight-time",
                "1"),
            market.build());
    assertThat(found.score()).isEqualByComparingTo("1");
  }

  @Test
  void aSumWithinAHundredthOfOneIsLeftAsItIs() {
    ChainBuilder market =
        ChainBuilder.of("XYZ")
            .stock("100.00", "100.02")
            .dte(30)
            .call("99", "5.10", "5.20", 999)
            .put("98", "2.15", "2.20", 999);

    Opportunity found =
        Scans.only(
            Scans.free(
                "SFR",
                "weight-profit",
                "0.5",
                "weight-liquidity",
                "0.3",
                "weight-spread",
                "0",
                "weight-time",
                "0.205"),
            market.build());
    assertThat(found.score()).isEqualByComparingTo("1.005");
  }

  @Test
  void twoOfOneNameAreRefused() {
    StrategyProvider one = strategies.providers().iterator().next();

    assertThatThrownBy(() -> new Strategies(List.of(one, one)))
        .hasMessage("two strategies are named BOX");
  }

  /** Its jar alone names it: it is not among the providers of our own class path. */
  @Test
  void aStrategyOfAUsersJarFindsTradesLikeOurs(@TempDir Path folder) throws IOException {
    Path jar = jarOf(folder);

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      Strategy users = Strategies.load(loader).create("STRADDLE", Map.of("most-paid", "6.40"));
      ChainBuilder market =
          ChainBuilder.of("XYZ").stock("99.99", "100.01").dte(30).call("100", "3", "3.1");

      Opportunity found = Scans.only(users, market.put("100", "3.1", "3.2").build());
      assertThat(found.figures().netDebit()).isEqualByComparingTo("6.3");
      assertThat(found.netLimit()).isEqualByComparingTo("6.4");
      assertThat(Scans.refusals(users, market.put("100", "3.2", "3.4").build()))
          .containsExactly("TOO_DEAR 1");
    }
  }

  private static Path jarOf(Path folder) throws IOException {
    Path jar = folder.resolve("users.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("META-INF/services/" + StrategyProvider.class.getName()));
      zip.write(StraddleProvider.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
