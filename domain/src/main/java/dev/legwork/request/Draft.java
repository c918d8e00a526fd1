package dev.legwork.request;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A request as far as it could be read: null stands for what is missing or wrong (and noted). */
record Draft(
    String id,
    String account,
    String strategy,
    String underlying,
    List<DraftLeg> legs,
    Integer quantity,
    BigDecimal netLimit,
    Placing placing,
    Pricing pricing,
    DraftTimeouts timeouts,
    BigDecimal breakEven,
    DraftPartial partial,
    Lean lean,
    ProtectiveStop stop) {

  private static final int MAX_QUANTITY = 100_000;
  private static final BigDecimal MAX_LEAN = new BigDecimal("1000");
  private static final List<String> FIELDS =
      List.of(
          "id",
          "account",
          "strategy",
          "underlying",
          "legs",
          "template",
          "quantity",
          "netLimit",
          "placing",
          "pricing",
          "timeouts",
          "breakEven",
          "partial",
          "lean",
          "stop");
  private static final String ID_RULE =
      "must be 1 to 64 letters, digits, dots, underscores and hyphens, not dots alone";
  // Dots alone would be a relative path in the address of the execution.
  private static final Reading<String> ID =
      Readings.text(Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,64}"), ID_RULE);
  private static final Reading<String> ACCOUNT =
      Readings.text(Pattern.compile("[A-Za-z0-9]{1,32}"), "must be an account like DU1000001");
  private static final Reading<String> STRATEGY =
      Readings.text(
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:/+-]{0,63}"),
          "must be a name of at most 64 letters, digits, blanks and . _ : / + -");

  static Draft read(FieldReader body, String givenId, FieldErrors errors) {
    List<DraftLeg> legs = legs(body, errors);
    return new Draft(
        id(body, givenId, errors),
        body.required("account", ACCOUNT),
        body.optional("strategy", null, STRATEGY),
        body.optional("underlying", firstSymbol(legs), DraftContract.SYMBOL),
        legs,
        body.required("quantity", Readings.count(1, MAX_QUANTITY)),
        body.required("netLimit", Readings.net()),
        body.optional("placing", Placing.PARALLEL, Readings.oneOf(Placing.class)),
        body.optional("pricing", Pricing.LIMIT, Readings.oneOf(Pricing.class)),
        DraftTimeouts.read(body, errors),
        body.optional("breakEven", null, Readings.net()),
        DraftPartial.read(body, errors),
        lean(body, errors),
        DraftStop.read(body, errors));
  }

  static FieldReader open(Object tree, FieldErrors errors) {
    return FieldReader.of(tree, "body", FIELDS, errors);
  }

  private static Lean lean(FieldReader body, FieldErrors errors) {
    if (!body.has("lean")) {
      return null;
    }
    FieldReader given = FieldReader.of(body.raw("lean"), "lean", List.of("size"), errors);
    BigDecimal size = given == null ? null : given.required("size", Readings.times(MAX_LEAN));
    return size == null ? null : new Lean(size);
  }

  private static String id(FieldReader body, String givenId, FieldErrors errors) {
    String id = givenId == null ? body.required("id", ID) : body.optional("id", givenId, ID);
    if (givenId != null && id != null && !givenId.equals(id)) {
      errors.shape("id", id, "must be equal to the idempotency key " + givenId + " or left out");
    } else if (givenId != null && !body.has("id")) {
      FieldReader.check("id", givenId, ID, errors);
    }
    return id;
  }

  private static List<DraftLeg> legs(FieldReader body, FieldErrors errors) {
    String right = "must be a list of 1 to " + ExecutionRequest.MAX_LEGS + " legs";
    if (body.has("template") && body.has("legs")) {
      errors.shape("template", body.raw("template"), "must be left out where legs are given");
    }
    boolean isMade = body.has("template") && !body.has("legs");
    Object given = isMade ? DraftTemplate.legs(body.raw("template"), errors) : body.raw("legs");
    if (!(given instanceof List<?> values)) {
      if (!isMade) {
        errors.shape("legs", given, body.has("legs") ? right : "is missing; it " + right);
      }
      return List.of();
    }
    if (values.isEmpty() || values.size() > ExecutionRequest.MAX_LEGS) {
      errors.trade("legs", values, right);
    }
    List<DraftLeg> legs = new ArrayList<>();
    for (int i = 0; i < Math.min(values.size(), ExecutionRequest.MAX_LEGS); i++) {
      legs.add(DraftLeg.read(values.get(i), "legs[" + i + "]", errors));
    }
    return legs;
  }

  private static String firstSymbol(List<DraftLeg> legs) {
    return legs.stream()
        .map(leg -> leg.contract().symbol())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Only for a draft in which nothing is missing or wrong. */
  ExecutionRequest toRequest() {
    return new ExecutionRequest(
        id,
        account,
        strategy,
        underlying,
        legs.stream().map(DraftLeg::toLeg).toList(),
        quantity,
        netLimit,
        placing,
        pricing,
        timeouts.of(pricing),
        breakEven,
        partial.policy(),
        lean,
        stop);
  }
}
