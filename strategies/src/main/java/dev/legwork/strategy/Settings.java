package dev.legwork.strategy;

import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The values of a strategy's parameters, those that were not given by their defaults. */
public final class Settings {
  private final Map<String, String> values;

  Settings(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /** Whether the parameter has a value. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The text of a choice, or null. */
  public String text(String name) {
    return values.get(name);
  }

  /** The decimal, or null where it has no value. */
  public BigDecimal decimal(String name) {
    String text = values.get(name);
    return text == null ? null : new BigDecimal(text);
  }

  /** USD in ten-thousandths; {@link Ticker#UNKNOWN} where it has no value. */
  public long price(String name) {
    String text = values.get(name);
    return text == null ? Ticker.UNKNOWN : Prices.of(text);
  }

  /** The number as a floating one; NaN where it has no value. */
  public double number(String name) {
    String text = values.get(name);
    return text == null ? Double.NaN : Double.parseDouble(text);
  }

  /** The whole number. */
  public int whole(String name) {
    return new BigDecimal(values.get(name)).intValueExact();
  }

  /** Yes or no. */
  public boolean flag(String name) {
    return Boolean.parseBoolean(values.get(name));
  }

  /** All values by name, for people and for the record. */
  public Map<String, String> all() {
    return Map.copyOf(values);
  }
}
