package dev.legwork.scan;

import dev.legwork.request.FieldErrors;
import dev.legwork.request.FieldReader;
import dev.legwork.request.Readings;
import dev.legwork.request.RequestRules;
import dev.legwork.session.ReadPlan;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionPlanReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and checks what a scan is to look at: everything that is wrong at once, and what it shares
 * with a session's plan by the session's own rules. Pure.
 */
public final class ScanPlanReader {
  /** The longest that a scan may be told to wait for quotes. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final String AT_MOST = "atMost";

  /** What a plan has, too. */
  private static final List<String> SHARED =
      List.of("account", "symbols", "strategies", "quantity");

  private static final List<String> FIELDS =
      List.of("account", "symbols", "strategies", "quantity", AT_MOST);

  private ScanPlanReader() {}

  /**
   * @param tree a parsed JSON document: {@code Map}, {@code List}, {@code String}, {@code Number},
   *     {@code Boolean}, null
   * @param strategies checks what is said of them
   */
  public static ReadScan read(
      Object tree, RequestRules rules, SessionPlanReader.StrategyCheck strategies) {
    FieldErrors errors = new FieldErrors();
    FieldReader body = FieldReader.of(tree, "body", FIELDS, errors);
    if (body == null) {
      return new ReadScan.Invalid(errors.all());
    }
    Map<String, Object> shared = new HashMap<>();
    SHARED.forEach(field -> shared.put(field, body.raw(field)));
    SessionPlan plan = null;
    switch (SessionPlanReader.read(shared, "scan", rules, strategies)) {
      case ReadPlan.Valid valid -> plan = valid.plan();
      case ReadPlan.Invalid invalid ->
          invalid.errors().forEach(e -> errors.add(e.field(), e.value(), e.message(), e.kind()));
    }
    Duration atMost =
        body.optional(AT_MOST, USUAL, Readings.duration(Duration.ofSeconds(1), LONGEST));
    return errors.count() > 0
        ? new ReadScan.Invalid(errors.all())
        : new ReadScan.Valid(new ScanPlan(plan.account(), plan.symbols(), plan.settings(), atMost));
  }
}
