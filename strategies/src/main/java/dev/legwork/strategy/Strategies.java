package dev.legwork.strategy;

import dev.legwork.request.FieldError;
import dev.legwork.request.FieldError.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The strategies there are: those that come with Legwork, and those of jars beside it. */
public final class Strategies {
  private static final String NAME = "[A-Za-z0-9-]{1,16}";

  private final Map<String, StrategyProvider> providers = new TreeMap<>();

  /**
   * These strategies.
   *
   * @throws IllegalArgumentException if two have the same name, or one is not fit to be one
   */
  public Strategies(Iterable<StrategyProvider> all) {
    for (StrategyProvider provider : all) {
      String name = provider.name();
      if (!name.matches(NAME)) {
        throw new IllegalArgumentException("a strategy's name is " + NAME + ", not " + name);
      }
      if (providers.put(name, provider) != null) {
        throw new IllegalArgumentException("two strategies are named " + name);
      }
    }
  }

  /** Those that the loader's jars provide; ours are among them. */
  public static Strategies load(ClassLoader loader) {
    return new Strategies(ServiceLoader.load(StrategyProvider.class, loader));
  }

  /** By name. */
  public Collection<StrategyProvider> providers() {
    return List.copyOf(providers.values());
  }

  /**
   * One strategy.
   *
   * @param given its settings by name
   * @throws InvalidSettings telling all that is wrong
   */
  public Strategy create(String name, Map<String, String> given) {
    return create(Map.of(name, given)).getFirst();
  }

  /**
   * Several strategies.
   *
   * @param given settings by strategy
   * @return in the order of priority, the highest first
   * @throws InvalidSettings telling all that is wrong with any of them
   */
  public List<Strategy> create(Map<String, Map<String, String>> given) {
    List<FieldError> errors = new ArrayList<>();
    Map<StrategyProvider, Settings> read = new LinkedHashMap<>();
    given.forEach(
        (name, settings) -> {
          StrategyProvider provider = providers.get(name);
          if (provider == null) {
            errors.add(error(name, null, "there is no such strategy; there are " + names()));
          } else {
            read.put(provider, read(provider, settings, errors));
          }
        });
    if (!errors.isEmpty()) {
      throw new InvalidSettings(errors);
    }
    List<Strategy> created = new ArrayList<>();
    read.forEach((provider, settings) -> created.add(provider.create(settings)));
    created.sort((a, b) -> Integer.compare(b.priority(), a.priority()));
    return created;
  }

  /**
   * All that is wrong with these settings; nothing if the strategies can be made.
   *
   * @param given settings by strategy
   */
  public List<FieldError> problems(Map<String, Map<String, String>> given) {
    try {
      create(given);
      return List.of();
    } catch (InvalidSettings wrong) {
      return wrong.errors();
    }
  }

  /**
   * The settings that a provider would be given.
   *
   * @throws InvalidSettings telling all that is wrong
   */
  public static Settings settings(StrategyProvider provider, Map<String, String> given) {
    List<FieldError> errors = new ArrayList<>();
    Settings settings = read(provider, given, errors);
    if (!errors.isEmpty()) {
      throw new InvalidSettings(errors);
    }
    return settings;
  }

  private String names() {
    return String.join(", ", providers.keySet());
  }

  private static Settings read(
      StrategyProvider provider, Map<String, String> given, List<FieldError> errors) {
    Map<String, String> unknown = new TreeMap<>(given);
    Map<String, String> values = new TreeMap<>();
    for (Parameter parameter : provider.parameters()) {
      String text = unknown.remove(parameter.name());
      String problem = text == null ? null : parameter.problem(text.strip());
      if (problem != null) {
        errors.add(error(provider.name() + "." + parameter.name(), text, problem));
      }
      String value = text == null || problem != null ? parameter.byDefault() : text.strip();
      if (value != null && !(parameter.optional() && value.equals(Parameter.NONE))) {
        values.put(parameter.name(), value);
      }
    }
    unknown.forEach(
        (name, text) ->
            errors.add(error(provider.name() + "." + name, text, "is not a parameter of it")));
    Settings settings = new Settings(values);
    provider.check(
        settings,
        (parameter, message) ->
            errors.add(
                error(provider.name() + "." + parameter, settings.all().get(parameter), message)));
    return settings;
  }

  private static FieldError error(String field, String value, String message) {
    return new FieldError(field, value, message, Kind.SHAPE);
  }
}
