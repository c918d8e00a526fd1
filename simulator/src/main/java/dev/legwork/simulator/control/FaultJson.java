package dev.legwork.simulator.control;

import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.faults.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Fault rules in and out of JSON. */
final class FaultJson {
  private static final String FACTS =
      "right symbol secType strike expiry conId account orderRef side type tif status orderId"
          + " clientId permId code whatIf replay correction execId";
  private static final Set<String> MATCHABLE = Set.of(FACTS.split(" "));

  private FaultJson() {}

  static FaultRule read(Fields body) {
    String on = body.required("on");
    FaultVerb verb = verb(body, on);
    FaultRule rule = rule(body, on, verb);
    body.check();
    return rule;
  }

  private static FaultRule rule(Fields body, String on, FaultVerb verb) {
    String value = body.text("value");
    try {
      return new FaultRule(
          verb == FaultVerb.DELAY_COMMISSION ? "commissionReport" : on,
          match(body),
          verb,
          count(body, "times"),
          count(body, "after"),
          notNegative(body, "ms"),
          body.integer("code"),
          body.text("text"),
          notNegative(body, "quantity"),
          body.decimal("price"),
          body.integer("by"),
          body.integer("keep"),
          body.flag("handled"),
          value);
    } catch (IllegalArgumentException e) {
      body.reject("value", e.getMessage());
      return null;
    }
  }

  private static FaultVerb verb(Fields body, String on) {
    String word = body.required("do");
    FaultVerb verb = FaultVerb.byWord(word);
    if (verb == null && !word.isEmpty()) {
      body.reject("do", "is no fault");
    } else if (verb != null && !on.isEmpty() && !verb.fits(on)) {
      body.reject("on", verb.word() + " does not strike this message");
    }
    return verb;
  }

  private static int count(Fields body, String name) {
    Long value = notNegative(body, name);
    return value == null ? 0 : Math.clamp(value, 0, Integer.MAX_VALUE);
  }

  private static Long notNegative(Fields body, String name) {
    Long value = body.whole(name);
    if (value != null && value < 0) {
      body.reject(name, "must not be negative");
    }
    return value;
  }

  private static Map<String, String> match(Fields body) {
    if (!body.has("match")) {
      return Map.of();
    }
    Fields match = body.object("match");
    Map<String, String> wanted = match.all();
    wanted.keySet().stream()
        .filter(name -> !MATCHABLE.contains(name))
        .forEach(name -> match.reject(name, "cannot be matched"));
    if (wanted.containsKey("right")) {
      Right right = match.parsed("right", Right::parse, "must be CALL or PUT");
      wanted.put("right", right == null ? "" : right.name());
    }
    wanted.values().removeIf(java.util.Objects::isNull);
    return wanted;
  }

  static Map<String, Object> write(Faults.Struck struck) {
    FaultRule rule = struck.rule();
    var json = new LinkedHashMap<String, Object>();
    json.put("on", rule.on());
    json.put("match", rule.match());
    json.put("do", rule.verb().word());
    json.put("times", rule.times());
    json.put("after", rule.after());
    json.put("ms", rule.millis());
    json.put("value", rule.value());
    json.put("struck", struck.times());
    return json;
  }
}
