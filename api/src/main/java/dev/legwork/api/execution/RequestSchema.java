package dev.legwork.api.execution;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;

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
    @Schema(requiredMode = RequiredMode.REQUIRED) List<Leg> legs,
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
    @Schema(allowableValues = "PARALLEL", defaultValue = "PARALLEL") String placing,
    @Schema(allowableValues = "LIMIT", defaultValue = "LIMIT") String pricing,
    Times timeouts) {

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
      @Schema(description = "USD per share; on all legs or on none") String limit) {}

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
          String afterFirstFill) {}
}
