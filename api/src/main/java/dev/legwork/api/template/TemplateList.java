package dev.legwork.api.template;

import dev.legwork.request.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The templates there are. */
record TemplateList(List<Entry> templates) {

  /**
   * @param parameters all needed
   * @param optional may be given
   */
  record Entry(String name, List<String> parameters, List<String> optional) {}

  static TemplateList all() {
    return new TemplateList(Arrays.stream(Template.values()).map(TemplateList::entry).toList());
  }

  private static Entry entry(Template template) {
    List<String> parameters = new ArrayList<>(List.of("symbol", "expiry"));
    parameters.addAll(template.parameters());
    return new Entry(template.name(), parameters, List.of("multiplier", "tradingClass"));
  }
}
