package dev.legwork.simulator.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.orders.Product;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Transactions as lines of JSON, without teaching the trade's types about JSON. */
final class JournalCodec {
  private static final TypeReference<List<JournalEntry>> TRANSACTION = new TypeReference<>() {};

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(
              v ->
                  v.withGetterVisibility(Visibility.NONE)
                      .withIsGetterVisibility(Visibility.NONE)
                      .withFieldVisibility(Visibility.ANY))
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .addMixIn(JournalEntry.class, NamedEntry.class)
          .addMixIn(Product.class, NamedProduct.class)
          .addMixIn(MarketRule.class, RuleById.class)
          .build();

  private JournalCodec() {}

  static String write(List<JournalEntry> transaction) {
    return MAPPER.writerFor(TRANSACTION).writeValueAsString(transaction);
  }

  /** Throws {@code JacksonException} for a line that is not a whole transaction. */
  static List<JournalEntry> read(String line) {
    return MAPPER.readValue(line, TRANSACTION);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = JournalEntry.Listed.class, name = "listed"),
    @JsonSubTypes.Type(value = JournalEntry.IdUsed.class, name = "idUsed"),
    @JsonSubTypes.Type(value = JournalEntry.IdsRewound.class, name = "idsRewound"),
    @JsonSubTypes.Type(value = JournalEntry.OrderChanged.class, name = "order"),
    @JsonSubTypes.Type(value = JournalEntry.AllCancelled.class, name = "cancelAll"),
    @JsonSubTypes.Type(value = JournalEntry.Executed.class, name = "fill"),
    @JsonSubTypes.Type(value = JournalEntry.Corrected.class, name = "correction"),
    @JsonSubTypes.Type(value = JournalEntry.Moved.class, name = "move"),
    @JsonSubTypes.Type(value = JournalEntry.Deposited.class, name = "deposit")
  })
  private interface NamedEntry {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "product")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Product.Single.class, name = "single"),
    @JsonSubTypes.Type(value = Product.Combo.class, name = "combo")
  })
  private interface NamedProduct {}

  private abstract static class RuleById {
    @JsonValue
    abstract int id();

    @JsonCreator
    static MarketRule byId(int id) {
      return MarketRule.byId(id);
    }
  }
}
