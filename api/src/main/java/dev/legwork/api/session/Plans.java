package dev.legwork.api.session;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.legwork.api.ApiSettings;
import dev.legwork.api.web.ProblemException;
import dev.legwork.json.TradeJson;
import dev.legwork.request.FieldError;
import dev.legwork.request.RequestRules;
import dev.legwork.session.ReadPlan;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionPlanReader;
import dev.legwork.strategy.Strategies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads plans by the rules of this house, which are the worker's too. */
@Component
class Plans {
  private static final String NAME = "name";
  private static final String ACCOUNT = "account";

  /** Fields of which a change names the parts that it changes. */
  private static final Set<String> MERGED = Set.of("strategies", "stopAfter");

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
   * @param key of whoever starts it: the same one is given the same name; null: none
   * @throws ProblemException 400 with everything that is wrong
   */
  SessionPlan read(Object tree, String key) {
    boolean nameless = tree instanceof Map<?, ?> body && body.get(NAME) == null;
    return valid(checked(tree, nameless ? nameBy(key) : null), List.of());
  }

  private static String nameBy(String key) {
    UUID made =
        key == null
            ? UUID.randomUUID()
            : UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return "s-" + made.toString().substring(0, 13);
  }

  /**
   * The plan with these of its fields changed; of {@code strategies} and {@code stopAfter}, those
   * that are given, each strategy as a whole. Null takes a strategy away, or a field back to what
   * it is where nothing is said.
   *
   * @throws ProblemException 400 with everything that is wrong
   */
  SessionPlan changed(SessionPlan plan, Object changes) {
    if (!(changes instanceof Map<?, ?> given)) {
      throw ProblemException.invalid("plan", null, "must be an object with what is to be changed");
    }
    Map<String, Object> tree = new LinkedHashMap<>(TradeJson.mapper().convertValue(plan, TREE));
    given.forEach(
        (field, value) ->
            tree.put(
                String.valueOf(field),
                MERGED.contains(field) && value instanceof Map<?, ?> parts
                    ? merged((Map<?, ?>) tree.get(field), parts)
                    : value));
    Object account = given.get(ACCOUNT);
    tree.put(ACCOUNT, plan.account());
    return valid(
        checked(tree, plan.name()),
        account == null || account.equals(plan.account())
            ? List.of()
            : List.of(
                new FieldError(
                    ACCOUNT,
                    String.valueOf(account),
                    "must be " + plan.account() + " or left out: a session keeps its account",
                    FieldError.Kind.SHAPE)));
  }

  private static Map<Object, Object> merged(Map<?, ?> before, Map<?, ?> given) {
    Map<Object, Object> all = new LinkedHashMap<>(before);
    all.putAll(given);
    all.values().removeIf(value -> value == null);
    return all;
  }

  private ReadPlan checked(Object tree, String name) {
    return SessionPlanReader.read(tree, name, rules, strategies::problems);
  }

  private static SessionPlan valid(ReadPlan read, List<FieldError> more) {
    List<FieldError> wrong = new ArrayList<>(more);
    if (read instanceof ReadPlan.Invalid invalid) {
      wrong.addAll(invalid.errors());
    }
    if (read instanceof ReadPlan.Valid valid && wrong.isEmpty()) {
      return valid.plan();
    }
    throw ProblemException.invalid(wrong);
  }
}
