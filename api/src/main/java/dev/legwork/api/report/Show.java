package dev.legwork.api.report;

import dev.legwork.report.Money;
import java.math.BigDecimal;

/** Formats of amounts for the templates. */
public final class Show {
  public String price(BigDecimal price) {
    return Money.price(price);
  }

  public String signedPrice(BigDecimal price) {
    return Money.signedPrice(price);
  }

  public String cash(BigDecimal cash) {
    return Money.cash(cash);
  }

  public String signedCash(BigDecimal cash) {
    return Money.signedCash(cash);
  }

  public String plain(BigDecimal quantity) {
    return quantity == null ? "-" : quantity.toPlainString();
  }

  public String millis(Long millis) {
    return millis == null ? "-" : "+" + millis;
  }

  public String orNone(Object value) {
    return value == null ? "-" : value.toString();
  }
}
