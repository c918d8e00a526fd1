package dev.legwork.request;

import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A leg as far as it could be read: null stands for what is missing or wrong, which has been noted.
 *
 * @param hasLimit whether the caller gave one, right or wrong
 */
record DraftLeg(
    String path,
    String name,
    Side action,
    Integer ratio,
    DraftContract contract,
    boolean hasLimit,
    BigDecimal limit,
    Integer childSize) {

  private static final int MAX_RATIO = 10_000;
  private static final int MAX_CHILD_SIZE = 1_000_000_000;
  private static final List<String> FIELDS =
      List.of("name", "action", "ratio", "contract", "limit", "childSize");
  static final Reading<String> NAME =
      Readings.text(
          Pattern.compile("[A-Za-z0-9-]{1,16}"), "must be 1 to 16 letters, digits and hyphens");

  static DraftLeg read(Object value, String path, FieldErrors errors) {
    FieldReader leg = FieldReader.of(value, path, FIELDS, errors);
    if (leg == null) {
      return new DraftLeg(path, null, null, null, DraftContract.UNREADABLE, false, null, null);
    }
    return new DraftLeg(
        path,
        leg.required("name", NAME),
        leg.required("action", Readings.oneOf(Side.class)),
        leg.required("ratio", Readings.count(1, MAX_RATIO)),
        DraftContract.read(leg.raw("contract"), path + ".contract", errors),
        leg.has("limit"),
        leg.optional("limit", null, Readings.price()),
        leg.optional("childSize", null, Readings.count(1, MAX_CHILD_SIZE)));
  }

  /** Only for a leg of which everything could be read. */
  RequestedLeg toLeg() {
    return new RequestedLeg(
        name,
        action,
        ratio,
        contract.spec(),
        limit,
        childSize == null ? null : BigDecimal.valueOf(childSize));
  }

  boolean isPriceable() {
    return action != null && ratio != null && contract.spec() != null && limit != null;
  }

  /** What one unit of a priceable leg costs at its limit, USD; negative is received. */
  BigDecimal unitCash() {
    BigDecimal quantity = action.signed(BigDecimal.valueOf(ratio));
    return quantity.multiply(limit).multiply(BigDecimal.valueOf(contract.spec().multiplier()));
  }
}
