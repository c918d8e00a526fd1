package dev.legwork.request;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A policy as far as it could be read; what is missing has its default.
 *
 * @param given the fields that the caller gave, as given
 */
record DraftPartial(PartialPolicy policy, Map<String, Object> given) {
  private static final BigDecimal MOST_SLIPPAGE = new BigDecimal("0.1");
  private static final int MOST_TICKS = 100;
  private static final List<String> FIELDS =
      List.of(
          "allButOne",
          "minProfit",
          "payUpTicks",
          "payUpCap",
          "completeWithin",
          "units",
          "legSlippage",
          "groupSlippage",
          "hedge");
  private static final DraftPartial NONE = new DraftPartial(PartialPolicy.DEFAULT, Map.of());

  static DraftPartial read(FieldReader body, FieldErrors errors) {
    if (!body.has("partial")) {
      return NONE;
    }
    int before = errors.count();
    FieldReader given = FieldReader.of(body.raw("partial"), "partial", FIELDS, errors);
    if (given == null) {
      return NONE;
    }
    PartialPolicy usual = PartialPolicy.DEFAULT;
    Integer ticks = given.optional("payUpTicks", usual.payUpTicks(), Readings.count(0, MOST_TICKS));
    Integer cap =
        given.optional(
            "payUpCap",
            ticks == null ? usual.payUpCap() : Math.max(ticks, usual.payUpCap()),
            Readings.count(0, MOST_TICKS));
    if (ticks != null && cap != null && cap < ticks) {
      errors.trade("partial.payUpCap", cap, "must be at least payUpTicks, " + ticks);
    }
    PartialPolicy.AllButOne allButOne =
        given.optional(
            "allButOne", usual.allButOne(), Readings.oneOf(PartialPolicy.AllButOne.class));
    BigDecimal minProfit = given.optional("minProfit", usual.minProfit(), Readings.profit());
    Duration within =
        given.optional(
            "completeWithin",
            usual.completeWithin(),
            Readings.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)));
    PartialPolicy.Units units =
        given.optional("units", usual.units(), Readings.oneOf(PartialPolicy.Units.class));
    BigDecimal leg =
        given.optional("legSlippage", usual.legSlippage(), Readings.part(MOST_SLIPPAGE));
    BigDecimal group =
        given.optional("groupSlippage", usual.groupSlippage(), Readings.part(MOST_SLIPPAGE));
    Boolean hedge = given.optional("hedge", usual.hedge(), Readings.flag());
    return errors.count() > before
        ? NONE
        : new DraftPartial(
            new PartialPolicy(allButOne, minProfit, ticks, cap, within, units, leg, group, hedge),
            values(given));
  }

  private static Map<String, Object> values(FieldReader given) {
    return FIELDS.stream().filter(given::has).collect(Collectors.toMap(name -> name, given::raw));
  }

  /** Whether the caller gave the field. */
  boolean has(String name) {
    return given.containsKey(name);
  }
}
