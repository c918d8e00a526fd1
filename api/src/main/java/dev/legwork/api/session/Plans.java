package dev.legwork.api.session;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.legwork.api.ApiSettings;
import dev.legwork.api.web.ProblemException;
import dev.legwork.json.TradeJson;
import dev.legwork.request.RequestRules;
import dev.legwork.session.ReadPlan;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionPlanReader;
import dev.legwork.strategy.Strategies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads plans by the rules of this house, which are the worker's too. */
@Component
class Plans {
  private static final String NAME = "name";
  private static final String STRATEGIES = "strategies";
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

  private final RequestRules rules;
  private final Strategies strategies = Strategies.load(Plans.class.getClassLoader());

  Plans(ApiSettings settings) {
    rules =
        new RequestRules(
            settings.broker().names(), Set.copyOf(settings.broker().liveAccounts()), null);
  }

  /**
   * A plan; one without a name is given one.
   *
   * @throws ProblemException 400 with everything that is wrong
   */
  SessionPlan read(Object tree) {
    boolean nameless = tree instanceof Map<?, ?> body && body.get(NAME) == null;
    return read(tree, nameless ? "s-" + UUID.randomUUID().toString().substring(0, 8) : null);
  }

  /**
   * The plan with these of its fields changed; of {@code strategies}, those that are given, each as
   * a whole, and null takes one away.
   *
   * @throws ProblemException 400 with everything that is wrong
   */
  SessionPlan changed(SessionPlan plan, Object changes) {
    if (!(changes instanceof Map<?, ?> given)) {
      throw ProblemException.invalid("plan", null, "must be an object with what is to be changed");
    }
    Map<String, Object> tree = new LinkedHashMap<>(TradeJson.mapper().convertValue(plan, TREE));
    given.forEach(
        (field, value) -> {
          boolean merged = STRATEGIES.equals(field) && value instanceof Map<?, ?>;
          tree.put(
              String.valueOf(field),
              merged ? merged((Map<?, ?>) tree.get(STRATEGIES), (Map<?, ?>) value) : value);
        });
    return read(tree, plan.name());
  }

  private static Map<Object, Object> merged(Map<?, ?> before, Map<?, ?> given) {
    Map<Object, Object> all = new LinkedHashMap<>(before);
    all.putAll(given);
    all.values().removeIf(value -> value == null);
    return all;
  }

  private SessionPlan read(Object tree, String name) {
    return switch (SessionPlanReader.read(tree, name, rules, strategies::problems)) {
      case ReadPlan.Valid valid -> valid.plan();
      case ReadPlan.Invalid invalid -> throw ProblemException.invalid(invalid.errors());
    };
  }
}
