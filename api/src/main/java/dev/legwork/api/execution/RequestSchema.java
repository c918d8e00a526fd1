package dev.legwork.api.execution;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import java.util.Map;

/**
 * The request as the API's documentation shows it; docs/request.md tells the same in words. It is
 * read by {@code dev.legwork.request}, which decides.
 */
@Schema(name = "ExecutionRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record RequestSchema(
    @Schema(
            description = "idempotency key; may be given as header Idempotency-Key instead",
            pattern = "[A-Za-z0-9._-]{1,64}",
            example = "twx-0001")
        String id,
    @Schema(requiredMode = RequiredMode.REQUIRED, example = "DU1000001") String account,
    @Schema(description = "a name for reports", maxLength = 64, example = "SFR") String strategy,
    @Schema(description = "default: the first leg's symbol", example = "TWX") String underlying,
    @Schema(description = "or a template in their place") List<Leg> legs,
    @Schema(
            description = "in place of legs: a name and its parameters, see GET /api/templates",
            example =
                "{\"name\": \"CONVERSION\", \"symbol\": \"TWX\", \"expiry\": \"2027-01-15\","
                    + " \"strike\": \"70\"}")
        Map<String, String> template,
    @Schema(
            description = "units of the ratio",
            requiredMode = RequiredMode.REQUIRED,
            minimum = "1",
            maximum = "100000")
        int quantity,
    @Schema(
            description =
                "the most that is paid, USD per share of the underlying for one unit; negative: the"
                    + " least that is received",
            requiredMode = RequiredMode.REQUIRED,
            example = "70.20")
        String netLimit,
    @Schema(
            description = "AUTO: chosen from the others; the answer tells which, and why",
            allowableValues = {"PARALLEL", "HEDGE_FIRST", "SEQUENTIAL", "COMBO", "AUTO"},
            defaultValue = "PARALLEL")
        String placing,
    @Schema(
            description = "MARKET: the limits of LIMIT, and what does not trade at once is over",
            allowableValues = {"LIMIT", "MARKET", "HYBRID"},
            defaultValue = "LIMIT")
        String pricing,
    Times timeouts,
    @Schema(
            description =
                "the net at which the trade earns nothing, in netLimit's terms, at least netLimit",
            example = "70.35")
        String breakEven,
    Partial partial,
    Lean lean,
    Stop stop) {

  @Schema(
      name = "RequestLean",
      description =
          "what is sold is in the market only while the legs that protect it show enough size")
  record Lean(
      @Schema(
              description = "the size shown, as a multiple of what is missing, 1 to 1000",
              requiredMode = RequiredMode.REQUIRED,
              example = "2")
          String size) {}

  @Schema(
      name = "RequestStop",
      description =
          "leave what was entered: one leg (leg, trigger) by a stop order, or the whole group"
              + " (netTrigger)")
  record Stop(
      @Schema(description = "the leg it closes") String leg,
      @Schema(
              description =
                  "USD per share; below the market for a bought leg, above for a sold one",
              example = "68.00")
          String trigger,
      @Schema(description = "USD per share, the worst price; default half a percent beyond")
          String limit,
      @Schema(description = "so long after the trigger the market is taken", defaultValue = "PT5S")
          String fallbackAfter,
      @Schema(
              description =
                  "leave all legs once closing one unit fetches this or less, in netLimit's terms")
          String netTrigger) {}

  @Schema(name = "RequestPartial", description = "what is done when only some legs filled")
  record Partial(
      @Schema(
              description = "where one leg is missing: buy (sell) it while that pays, or reverse",
              allowableValues = {"COMPLETE", "UNWIND"},
              defaultValue = "COMPLETE")
          String allButOne,
      @Schema(
              description = "USD per share to be left below breakEven after completing",
              defaultValue = "0.10")
          String minProfit,
      @Schema(
              description = "price steps by which each further attempt to complete is made worse",
              minimum = "0",
              maximum = "100",
              defaultValue = "1")
          Integer payUpTicks,
      @Schema(
              description = "at most so many price steps worse than the quote",
              minimum = "0",
              maximum = "100",
              defaultValue = "5")
          Integer payUpCap,
      @Schema(description = "from PT1S to PT10M", defaultValue = "PT5S") String completeWithin,
      @Schema(
              description = "whole units that executed: keep them, or reverse all",
              allowableValues = {"KEEP", "UNWIND"},
              defaultValue = "UNWIND")
          String units,
      @Schema(
              description =
                  "how much worse than quoted at entry the missing leg may be, as a part of the"
                      + " trade's gross value, 0 to 0.1",
              defaultValue = "0.005")
          String legSlippage,
      @Schema(description = "the same for all legs together", defaultValue = "0.005")
          String groupSlippage,
      @Schema(
              description =
                  "whether the delta of options that cannot be closed is hedged with their stock",
              defaultValue = "true")
          Boolean hedge) {}

  @Schema(name = "RequestLeg")
  record Leg(
      @Schema(requiredMode = RequiredMode.REQUIRED, pattern = "[A-Za-z0-9-]{1,16}") String name,
      @Schema(
              requiredMode = RequiredMode.REQUIRED,
              allowableValues = {"BUY", "SELL"})
          String action,
      @Schema(
              description = "contracts, or shares, in one unit",
              requiredMode = RequiredMode.REQUIRED,
              minimum = "1",
              maximum = "10000")
          int ratio,
      @Schema(requiredMode = RequiredMode.REQUIRED) Contract contract,
      @Schema(description = "USD per share; on all legs or on none") String limit,
      @Schema(
              description =
                  "no order of the leg is for more contracts (shares); a larger leg is sent as"
                      + " several orders that count as one",
              minimum = "1")
          Integer childSize) {}

  @Schema(name = "RequestContract")
  record Contract(
      @Schema(
              requiredMode = RequiredMode.REQUIRED,
              allowableValues = {"STOCK", "OPTION"})
          String type,
      @Schema(requiredMode = RequiredMode.REQUIRED, example = "TWX") String symbol,
      @Schema(description = "options only, and needed there", format = "date") String expiry,
      @Schema(description = "USD per share; options only, and needed there") String strike,
      @Schema(
              description = "options only, and needed there",
              allowableValues = {"PUT", "CALL"})
          String right,
      @Schema(description = "shares a contract; 1 for a stock", defaultValue = "100")
          Integer multiplier,
      @Schema(description = "options only, where a symbol has several") String tradingClass,
      @Schema(description = "the venue's number, where the rest is ambiguous") Long conId) {}

  @Schema(name = "RequestTimeouts")
  record Times(
      @Schema(
              description = "waiting for the account's lock, from PT1S to PT24H",
              defaultValue = "PT10M")
          String lock,
      @Schema(
              description = "from the first write until what has not filled is withdrawn, to PT1H",
              defaultValue = "PT15S")
          String total,
      @Schema(description = "the same from the first execution, to PT1H", defaultValue = "PT5S")
          String afterFirstFill,
      @Schema(
              description = "pricing HYBRID only: at the quotes until what is left is taken",
              defaultValue = "PT3S")
          String limit) {}
}
