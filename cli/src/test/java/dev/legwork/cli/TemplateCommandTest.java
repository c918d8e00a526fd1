package dev.legwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.json.StrictJson;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.RequestReader;
import dev.legwork.request.RequestRules;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsARequestThatCanBeSubmitted() throws StrictJson.Malformed {
    int exit =
        run(
            "iron-condor",
            "symbol=TWX",
            "expiry=2027-01-15",
            "putBuyStrike=60",
            "putSellStrike=65",
            "callSellStrike=75",
            "callBuyStrike=80",
            "--account=DU1000001",
            "--net-limit=-1.20",
            "--quantity=2");

    assertThat(exit).isZero();
    ReadRequest read =
        RequestReader.read(
            StrictJson.read(out.toString(StandardCharsets.UTF_8)),
            "condor-1",
            new RequestRules(Set.of("DU1000001"), Set.of(), null));
    assertThat(read)
        .isInstanceOfSatisfying(
            ReadRequest.Valid.class,
            valid -> {
              assertThat(valid.request().legs()).hasSize(4);
              assertThat(valid.request().quantity()).isEqualTo(2);
              assertThat(valid.request().strategy()).isEqualTo("IRON_CONDOR");
            });
  }

  @Test
  void namesTheParameterThatIsWrong() {
    int exit =
        run(
            "collar",
            "symbol=TWX",
            "expiry=2027-01-15",
            "putStrike=75",
            "callStrike=65",
            "--account=DU1000001",
            "--net-limit=70");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("legwork: callStrike (65) must be above putStrike, 75" + System.lineSeparator());
  }

  private int run(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "template";
    System.arraycopy(args, 0, all, 1, args.length);
    return LegworkCli.run(
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        all);
  }
}
