package dev.legwork.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.legwork.lock.AcquireReply;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.LockAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.session.ClaimAnswer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * The mapper of the trade's types: money and quantities are strings, instants ISO-8601 in UTC,
 * order references their text form, cases of sealed types marked by {@code kind}. Unknown
 * properties are ignored on reading, so that a process can read what a newer one wrote.
 */
public final class TradeJson {
  private static final List<Class<?>> SEALED =
      List.of(
          OrderEvent.class,
          EntryAnswer.class,
          PlaceAnswer.class,
          LockAnswer.class,
          AcquireReply.class,
          ClaimAnswer.class);

  private static final ObjectMapper MAPPER = create();

  private TradeJson() {}

  /** The shared mapper; do not reconfigure it. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  private static ObjectMapper create() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), tradeTypes())
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    for (Class<?> sealed : SEALED) {
      builder.addMixIn(sealed, MarkedByKind.class);
      builder.registerSubtypes(sealed.getPermittedSubclasses());
    }
    builder.addMixIn(OrderIntent.class, PartsLeftOut.class);
    builder.addMixIn(RequestedLeg.class, PartsLeftOut.class);
    return builder.build();
  }

  private static SimpleModule tradeTypes() {
    SimpleModule module = new SimpleModule("trade-types");
    module.addSerializer(BigDecimal.class, new PlainDecimalWriter());
    module.addSerializer(OrderRef.class, new ToStringSerializer(OrderRef.class));
    module.addDeserializer(OrderRef.class, new OrderRefReader());
    module.addKeyDeserializer(
        OrderRef.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return orderRef(key);
          }
        });
    return module;
  }

  private static OrderRef orderRef(String text) {
    return OrderRef.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an order reference: " + text));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface MarkedByKind {}

  /** What is about orders in several parts is left out where there is one. */
  private interface PartsLeftOut {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    Integer child();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    BigDecimal most();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    BigDecimal childSize();
  }

  private static final class PlainDecimalWriter extends StdScalarSerializer<BigDecimal> {
    PlainDecimalWriter() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toPlainString());
    }
  }

  private static final class OrderRefReader extends FromStringDeserializer<OrderRef> {
    OrderRefReader() {
      super(OrderRef.class);
    }

    @Override
    protected OrderRef _deserialize(String value, DeserializationContext context) {
      return orderRef(value);
    }
  }
}
