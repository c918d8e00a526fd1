package dev.legwork.simulator.faults;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A fault to come.
 *
 * @param on name of the message, {@code placeOrder}, {@code orderStatus}, …; {@code now} for what
 *     happens at once
 * @param match facts that the message must have; empty strikes every message of that name. {@code
 *     orderRef} matches by prefix
 * @param verb what happens
 * @param times how often; 0 without end
 * @param after how many matching messages pass first
 * @param millis delay; null for the verb's own
 * @param code error code of a rejection or of the end of lose1100; null for the verb's own
 * @param text error text; null for a standard one
 * @param quantity shares or contracts, of a late fill or a correction; null for all
 * @param price USD per share of a correction; null leaves it
 * @param by how far ids go back, or how often a notice is told; null for the verb's own
 * @param keep how many rows of a snapshot are sent; null for half
 * @param handled whether a disconnect or a rejection comes after the message took effect
 * @param value what is told instead, by {@code alter}; what {@link Alteration} reads; null
 *     otherwise
 */
public record FaultRule(
    String on,
    Map<String, String> match,
    FaultVerb verb,
    int times,
    int after,
    Long millis,
    Integer code,
    String text,
    Long quantity,
    BigDecimal price,
    Integer by,
    Integer keep,
    boolean handled,
    String value) {

  /** Strikes at once, not at a message. */
  public static final String NOW = "now";

  public FaultRule {
    match = Map.copyOf(match);
    if (verb == FaultVerb.ALTER) {
      Alteration.check(on, value);
    }
  }

  /** A rule that needs no value. */
  public FaultRule(
      String on,
      Map<String, String> match,
      FaultVerb verb,
      int times,
      int after,
      Long millis,
      Integer code,
      String text,
      Long quantity,
      BigDecimal price,
      Integer by,
      Integer keep,
      boolean handled) {
    this(
        on, match, verb, times, after, millis, code, text, quantity, price, by, keep, handled,
        null);
  }

  /** A rule with the verb's own defaults, to be refined by the {@code with…} methods. */
  public static FaultRule of(String on, FaultVerb verb) {
    return of(on, verb, null);
  }

  /** A rule with a value; see {@link Alteration}. */
  public static FaultRule of(String on, FaultVerb verb, String value) {
    return new FaultRule(
        on, Map.of(), verb, 0, 0, null, null, null, null, null, null, null, false, value);
  }

  /** The rule, meant for messages with these facts only. */
  public FaultRule with(Map<String, String> facts) {
    return copy(facts, times, millis, code, quantity, handled);
  }

  /** The rule, striking so often. */
  public FaultRule withTimes(int often) {
    return copy(match, often, millis, code, quantity, handled);
  }

  /** The rule with another delay or length, ms. */
  public FaultRule withMillis(long length) {
    return copy(match, times, length, code, quantity, handled);
  }

  /** The rule with another error code. */
  public FaultRule withCode(int next) {
    return copy(match, times, millis, next, quantity, handled);
  }

  /** The rule with another quantity, shares or contracts. */
  public FaultRule withQuantity(long next) {
    return copy(match, times, millis, code, next, handled);
  }

  /** The rule, striking after the message took effect. */
  public FaultRule afterEffect() {
    return copy(match, times, millis, code, quantity, true);
  }

  /** The rule with a count: how far ids go back, how often a notice is told. */
  public FaultRule withBy(int count) {
    return new FaultRule(
        on, match, verb, times, after, millis, code, text, quantity, price, count, keep, handled,
        value);
  }

  private FaultRule copy(
      Map<String, String> facts, int often, Long length, Integer number, Long size, boolean late) {
    return new FaultRule(
        on, facts, verb, often, after, length, number, text, size, price, by, keep, late, value);
  }

  /** Whether the message, or with {@link #NOW} the order or fill, is meant. */
  public boolean matches(String message, Map<String, String> facts) {
    return on.equals(message)
        && aboutWhatIfs() == Boolean.parseBoolean(facts.get("whatIf"))
        && (verb != FaultVerb.CORRECT_EXECUTION || isFirstTold(facts))
        && (verb != FaultVerb.OVER_FILL || isOrdinary(facts))
        && match.entrySet().stream().allMatch(e -> fits(e.getKey(), e.getValue(), facts));
  }

  /** A correction is not corrected again, nor is what is told again on request. */
  private static boolean isFirstTold(Map<String, String> facts) {
    return facts.containsKey("execId")
        && !facts.containsKey("correction")
        && !facts.containsKey("replay");
  }

  /** What already is more than was ordered does not bring still more. */
  private static boolean isOrdinary(Map<String, String> facts) {
    return isFirstTold(facts) && !facts.containsKey("overfilled");
  }

  /** What-ifs are left alone unless the rule names them. */
  private boolean aboutWhatIfs() {
    return verb == FaultVerb.WHAT_IF_SILENT
        || verb == FaultVerb.WHAT_IF_SENTINEL
        || Boolean.parseBoolean(match.get("whatIf"));
  }

  private static boolean fits(String key, String wanted, Map<String, String> facts) {
    String actual = facts.get(key);
    if (actual == null) {
      return false;
    }
    return key.equals("orderRef") ? actual.startsWith(wanted) : actual.equalsIgnoreCase(wanted);
  }

  /** The delay in ms, or the default. */
  public long millisOr(long standard) {
    return millis == null ? standard : millis;
  }

  /** The code, or the default. */
  public int codeOr(int standard) {
    return code == null ? standard : code;
  }
}
