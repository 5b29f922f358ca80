package io.countersign.canonical;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.ser.Serializers;

/** Values that are one string or number in JSON: {@link Plain} types, instants, zones, durations, secrets. */
final class PlainModule extends JacksonModule {
    private final Function<Instant, String> times;

    PlainModule(Function<Instant, String> times) {
        this.times = times;
    }

    @Override
    public String getModuleName() {
        return "countersign-plain";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new Writers());
        context.addDeserializers(new Readers());
    }

    private final class Writers extends Serializers.Base {
        @Override
        public @Nullable ValueSerializer<?> findSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier bean,
                JsonFormat.@Nullable Value format) {
            Class<?> raw = type.getRawClass();
            if (Plain.class.isAssignableFrom(raw)) return new Writer(value -> ((Plain) value).plain());
            if (raw == Instant.class) return new Writer(value -> times.apply((Instant) value));
            if (ZoneId.class.isAssignableFrom(raw)) return new Writer(value -> ((ZoneId) value).getId());
            if (raw == Duration.class) return new Writer(Object::toString);
            if (raw == Secret.class)
                return new Writer(value -> {
                    throw new IllegalArgumentException("A secret is never written");
                });
            return null;
        }
    }

    private static final class Writer extends ValueSerializer<Object> {
        private final Function<Object, Object> form;

        Writer(Function<Object, Object> form) {
            this.form = form;
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializationContext context) {
            Object plain = form.apply(value);
            if (plain instanceof Integer number) out.writeNumber(number);
            else if (plain instanceof Long number) out.writeNumber(number);
            else out.writeString((String) plain);
        }
    }

    private static final class Readers extends Deserializers.Base {
        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
            Class<?> raw = type.getRawClass();
            if (raw == Instant.class)
                return new Reader(raw, "an instant such as 2026-12-01T09:00:00Z", PlainModule::instant);
            if (raw == ZoneId.class) return new Reader(raw, "a time zone such as Europe/Berlin", ZoneId::of);
            if (raw == Duration.class)
                return new Reader(raw, "an ISO-8601 duration such as P30D or PT48H", PlainModule::duration);
            if (raw == Secret.class) return new Reader(raw, "a string", Secret::of);
            if (!Plain.class.isAssignableFrom(raw)) return null;
            Method parse = parseMethod(raw);
            return new Reader(raw, "a string or number", text -> invoke(parse, text));
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return Plain.class.isAssignableFrom(type)
                    || type == Secret.class
                    || type == Instant.class
                    || type == ZoneId.class
                    || type == Duration.class;
        }
    }

    private static final class Reader extends ValueDeserializer<Object> {
        private final Class<?> type;
        private final String expected;
        private final Function<String, Object> parse;

        Reader(Class<?> type, String expected, Function<String, Object> parse) {
            this.type = type;
            this.expected = expected;
            this.parse = parse;
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) {
            boolean number = in.currentToken() == JsonToken.VALUE_NUMBER_INT && Plain.class.isAssignableFrom(type);
            if (!number && in.currentToken() != JsonToken.VALUE_STRING)
                return context.handleUnexpectedToken(context.constructType(type), in);
            String text = in.getString();
            try {
                return parse.apply(text);
            } catch (DateTimeException wrong) {
                throw context.instantiationException(type, new IllegalArgumentException("must be " + expected, wrong));
            } catch (IllegalArgumentException wrong) {
                throw context.instantiationException(type, wrong);
            }
        }
    }

    private static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.getEpochSecond() > 253_402_300_799L)
            throw new DateTimeException("beyond the years 1970 to 9999");
        return instant;
    }

    private static Duration duration(String text) {
        // P30D is a Duration, P2W only a Period.
        return text.matches("P\\d{1,4}W") ? Duration.ofDays(Period.parse(text).getDays()) : Duration.parse(text);
    }

    private static Method parseMethod(Class<?> type) {
        for (Class<?> one = type; ; ) {
            try {
                return one.getMethod("parse", String.class);
            } catch (NoSuchMethodException elsewhere) {
                Class<?>[] declared = one.getInterfaces();
                if (declared.length == 0 || declared[0] == Plain.class)
                    throw new IllegalStateException(type + " has no static parse(String)", elsewhere);
                one = declared[0];
            }
        }
    }

    private static Object invoke(Method parse, String text) {
        try {
            return parse.invoke(null, text);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException reason) throw reason;
            throw new IllegalStateException(refused);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(parse + " must be public", hidden);
        }
    }
}
