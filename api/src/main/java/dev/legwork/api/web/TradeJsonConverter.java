package dev.legwork.api.web;

import dev.legwork.json.TradeJson;
import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Writes our own types as JSON in the one form that histories and the ledger have, too. */
@Component
class TradeJsonConverter extends AbstractHttpMessageConverter<Object> {

  TradeJsonConverter() {
    super(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type.getName().startsWith("dev.legwork.");
  }

  @Override
  public boolean canRead(Class<?> type, MediaType mediaType) {
    return false;
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("bodies are read by BodyReader", message);
  }

  @Override
  protected void writeInternal(Object answer, HttpOutputMessage message) throws IOException {
    TradeJson.mapper().writeValue(message.getBody(), answer);
  }
}
