package io.countersign.canonical;

import io.countersign.problem.InvalidInputException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Binds records to JSON: what is stored, and what comes and goes over HTTP. Settings are strict and our own, whatever the
 * host does with its mappers. Thread safe.
 */
public final class Json {
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /** Takes what code of the next release may have added. */
    private static final JsonMapper STORED = mapper(Instant::toString)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final JsonMapper STRICT = mapper(Instant::toString)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final JsonMapper CANONICAL = mapper(MICROS::format).build();

    private Json() {}

    /** The JSON text of a record, map or list; members in the order of the record's components. */
    public static String write(@Nullable Object value) {
        return STORED.writeValueAsString(value);
    }

    /**
     * Reads what {@link #write} wrote; members that the type does not have are passed over.
     *
     * @throws IllegalStateException when it is not of that form
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return STORED.readValue(json, type);
        } catch (JacksonException damaged) {
            throw new IllegalStateException(
                    "Stored JSON is no " + type.getSimpleName() + ": " + JsonProblems.where(damaged), damaged);
        }
    }

    /** Stored JSON as maps, lists, strings, numbers and booleans. */
    public static Map<String, Object> readObject(String json) {
        return members(read(json, Map.class));
    }

    /** The members of an object that {@link #readObject} read, whose names are strings as all names in JSON. */
    @SuppressWarnings("unchecked") // Names in JSON are strings.
    public static Map<String, Object> members(Object object) {
        return (Map<String, Object>) object;
    }

    /**
     * A record of these members, which need not say which case of a sealed type it is.
     *
     * @throws IllegalStateException when they are not of that form
     */
    public static <T> T bind(Map<String, Object> members, Class<T> type) {
        Map<String, Object> named = new HashMap<>(members);
        named.put("type", RecordIntrospector.caseName(type));
        try {
            return STORED.convertValue(named, type);
        } catch (JacksonException damaged) {
            throw new IllegalStateException(
                    "Members are no " + type.getSimpleName() + ": " + JsonProblems.where(damaged), damaged);
        }
    }

    /**
     * A JSON object that came from outside, to be bound part by part.
     *
     * @throws InvalidInputException when it is not well-formed JSON (RFC 8259), or no object
     */
    public static JsonBody body(byte[] utf8) {
        try {
            JsonNode tree = STRICT.readTree(utf8);
            if (tree == null || !tree.isObject())
                throw new InvalidInputException("", "The body must be a JSON object.");
            return new JsonBody(STRICT, tree);
        } catch (JacksonException malformed) {
            throw JsonProblems.malformed(malformed);
        }
    }

    /** A record as maps, lists and plain values, with times as the canonical form has them. */
    static @Nullable Object model(@Nullable Object value) {
        return CANONICAL.convertValue(value, Object.class);
    }

    private static JsonMapper.Builder mapper(Function<Instant, String> times) {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build())
                .annotationIntrospector(new RecordIntrospector())
                .addModule(new PlainModule(times))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                });
    }
}
