package dev.legwork.workflow;

import dev.legwork.json.TradeJson;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** The form of every payload: the trade's own JSON, so that any language can start a trade. */
public final class TradeDataConverter {
  private TradeDataConverter() {}

  public static DataConverter create() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(TradeJson.mapper()));
  }
}
