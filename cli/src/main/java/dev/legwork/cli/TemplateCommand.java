package dev.legwork.cli;

import dev.legwork.json.TradeJson;
import dev.legwork.request.FieldError;
import dev.legwork.request.TemplateLegs;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a request whose legs a template made; sends nothing. */
@Command(
    name = "template",
    description = {
      "Print a request whose legs are made from a template; nothing is sent.",
      "NAME is one of CONVERSION (strike), REVERSAL (strike), VERTICAL (right, buyStrike,"
          + " sellStrike), IRON_CONDOR (putBuyStrike, putSellStrike, callSellStrike,"
          + " callBuyStrike), STRANGLE (action, putStrike, callStrike), BOX (action, lowStrike,"
          + " highStrike), COLLAR (putStrike, callStrike). All need symbol and expiry; multiplier"
          + " and tradingClass may be given."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  ./legwork template conversion symbol=TWX expiry=2027-01-15 strike=70 \\",
      "      --account DU1000001 --net-limit 70.20 | ./legwork submit - --id twx-7 --wait"
    })
final class TemplateCommand implements Callable<Integer> {
  private final Output out;

  @Parameters(index = "0", paramLabel = "NAME", description = "e.g. CONVERSION")
  private String name;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PARAMETER=VALUE",
      description = "e.g. strike=70")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--account", required = true, paramLabel = "ACCOUNT")
  private String account;

  @Option(
      names = "--net-limit",
      required = true,
      paramLabel = "USD",
      description = "the most that is paid for one unit, per share; negative: the least received")
  private String netLimit;

  @Option(names = "--quantity", paramLabel = "UNITS", description = "default ${DEFAULT-VALUE}")
  private int quantity = 1;

  @Option(names = "--placing", paramLabel = "PLACING", description = "e.g. HEDGE_FIRST, AUTO")
  private String placing;

  TemplateCommand(Output out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("name", templateName());
    template.putAll(parameters);
    switch (TemplateLegs.of(template)) {
      case TemplateLegs.Made made -> out.json(TradeJson.mapper().valueToTree(request(made)));
      case TemplateLegs.Wrong wrong -> throw Failure.badInput(text(wrong));
    }
    return ExitCode.DONE;
  }

  private Map<String, Object> request(TemplateLegs.Made made) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("account", account);
    request.put("strategy", templateName());
    request.put("legs", made.legs());
    request.put("quantity", quantity);
    request.put("netLimit", netLimit);
    if (placing != null) {
      request.put("placing", placing);
    }
    return request;
  }

  private String templateName() {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String text(TemplateLegs.Wrong wrong) {
    return wrong.errors().stream()
        .map(TemplateCommand::text)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String text(FieldError error) {
    String field = error.field().replaceFirst("^template\\.", "");
    return error.value() == null
        ? field + " " + error.message()
        : field + " (" + error.value() + ") " + error.message();
  }
}
