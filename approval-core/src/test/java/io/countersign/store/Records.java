package io.countersign.store;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Texts;
import io.countersign.content.Anchor;
import io.countersign.content.Channel;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Credentials;
import io.countersign.link.Mac;
import io.countersign.routing.Confidence;
import io.countersign.routing.Quorum;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Any value of a record type, made of any values of its components. */
final class Records {
    private static final Map<Class<?>, Arbitrary<?>> LEAVES = new HashMap<>();

    static {
        Arbitrary<String> ids = Arbitraries.strings()
                .withChars("aZ09-_:/.%\u00E4\uD7FB\uFF21")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> names = ids.map(id -> id + " \uD83D\uDE80");
        Arbitrary<Digest> digests = Texts.any().map(Digest::of);
        LEAVES.put(String.class, Texts.any());
        LEAVES.put(int.class, Arbitraries.integers());
        LEAVES.put(Integer.class, Arbitraries.integers());
        LEAVES.put(long.class, Arbitraries.longs().between(-(1L << 53) + 1, (1L << 53) - 1));
        LEAVES.put(boolean.class, Arbitraries.of(true, false));
        LEAVES.put(Boolean.class, Arbitraries.of(true, false));
        LEAVES.put(Double.class, Arbitraries.doubles().between(0, 1).ofScale(4));
        LEAVES.put(
                Instant.class,
                Arbitraries.longs().between(0, 253_402_300_799_999_999L).map(Records::micros));
        LEAVES.put(Duration.class, Arbitraries.longs().between(0, 1L << 40).map(Duration::ofMillis));
        LEAVES.put(
                ZoneId.class,
                Arbitraries.of("UTC", "Z", "Europe/Berlin", "America/Argentina/Buenos_Aires", "+05:45", "UTC+01:00")
                        .map(ZoneId::of));
        LEAVES.put(Digest.class, digests);
        LEAVES.put(
                Mac.class, Combinators.combine(Texts.any(), digests).as((kid, digest) -> new Mac(kid, digest.hex())));
        LEAVES.put(
                Credentials.class,
                Combinators.combine(digests, Texts.any(), Arbitraries.of(true, false))
                        .as((digest, phc, generated) ->
                                new Credentials(new Mac("none", digest.hex()), "$" + phc, generated)));
        LEAVES.put(WorkspaceId.class, ids.map(WorkspaceId::new));
        LEAVES.put(PostId.class, ids.map(PostId::new));
        LEAVES.put(LinkId.class, ids.map(LinkId::new));
        LEAVES.put(ApproverId.class, ids.map(ApproverId::new));
        LEAVES.put(
                Person.class,
                Arbitraries.oneOf(
                        names.map(Person::user), ids.map(ApproverId::new).map(Person::approver)));
        LEAVES.put(Confidence.class, Arbitraries.integers().between(0, 1000).map(Confidence::new));
        LEAVES.put(
                Anchor.class,
                Arbitraries.oneOf(
                        Combinators.combine(
                                        Arbitraries.integers().between(0, 19),
                                        Arbitraries.integers().between(0, 9_999),
                                        Arbitraries.integers().between(1, 10_000))
                                .as((media, begin, size) -> new Anchor.Region(
                                        media, begin, 9_999 - begin, Math.min(size, 10_000 - begin), 1)),
                        Combinators.combine(
                                        Arbitraries.integers().between(0, 65_535),
                                        Arbitraries.integers().between(1, 65_536))
                                .as((from, length) -> new Anchor.Passage(from, from + length))));
        LEAVES.put(Channel.class, Arbitraries.of(Channel.KNOWN));
        LEAVES.put(
                ReviewerRef.class,
                Arbitraries.oneOf(
                        names.map(ReviewerRef.User::new),
                        names.map(ReviewerRef.Group::new),
                        ids.map(ApproverId::new).map(ReviewerRef.Approver::new)));
        LEAVES.put(
                Quorum.class,
                Arbitraries.oneOf(
                        Arbitraries.of(Quorum.ANY, Quorum.ALL),
                        Arbitraries.integers().between(1, 1_000).map(Quorum.AtLeast::new),
                        Arbitraries.integers().between(1, 100).map(Quorum.Share::new)));
    }

    private Records() {}

    static <T> Arbitrary<T> of(Class<T> type) {
        return any(type, 0).map(type::cast);
    }

    /** All records that an interface is sealed to, or the type itself. */
    static List<Class<?>> cases(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(one -> cases(one).stream())
                        .toList()
                : List.of(type);
    }

    private static Arbitrary<?> any(Class<?> type, int depth) {
        Arbitrary<?> leaf = LEAVES.get(type);
        if (leaf != null) return leaf;
        if (type.isEnum()) return Arbitraries.of(type.getEnumConstants());
        if (type.isSealed())
            return Arbitraries.oneOf(
                    cases(type).stream().map(one -> any(one, depth)).toList());
        if (type.isRecord()) return ofComponents(type, depth);
        throw new IllegalArgumentException("No values of " + type + " are known");
    }

    private static Arbitrary<?> ofComponents(Class<?> type, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = constructor(type, components);
        List<Arbitrary<Object>> values = Arrays.stream(components)
                .map(component -> component(component.getAnnotatedType(), depth))
                .toList();
        return Combinators.combine(values).as(given -> made(constructor, given)).withoutEdgeCases();
    }

    private static Arbitrary<Object> component(AnnotatedType type, int depth) {
        boolean nullable = type.isAnnotationPresent(Nullable.class);
        // Conditions nest, and fewer the deeper.
        if (nullable && depth > 6) return Arbitraries.just(null);
        Arbitrary<Object> values = value(type, depth + 1).map(value -> (Object) value);
        return nullable ? values.injectNull(depth < 4 ? 0.3 : 0.7) : values;
    }

    private static Arbitrary<?> value(AnnotatedType type, int depth) {
        Type raw = type.getType();
        if (!(type instanceof AnnotatedParameterizedType container))
            return Arbitraries.lazy(() -> any((Class<?>) raw, depth).map(value -> (Object) value));
        Arbitrary<?> elements = value(container.getAnnotatedActualTypeArguments()[0], depth);
        Type kind = ((ParameterizedType) raw).getRawType();
        if (kind == List.class) return elements.list().ofMaxSize(2);
        if (kind == Set.class) return elements.set().ofMaxSize(2);
        if (kind == SortedSet.class) return elements.set().ofMaxSize(2).map(TreeSet::new);
        if (kind == Map.class)
            return Arbitraries.maps(elements, value(container.getAnnotatedActualTypeArguments()[1], depth))
                    .ofMaxSize(2);
        throw new IllegalArgumentException("No values of " + raw + " are known");
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("Every record has its constructor", impossible);
        }
    }

    private static Object made(Constructor<?> constructor, List<Object> components) {
        try {
            return constructor.newInstance(components.toArray());
        } catch (ReflectiveOperationException refused) {
            throw new IllegalStateException(
                    "No %s of %s".formatted(constructor.getDeclaringClass(), components), refused);
        }
    }

    private static Instant micros(long sinceEpoch) {
        return Instant.ofEpochSecond(sinceEpoch / 1_000_000, sinceEpoch % 1_000_000 * 1_000);
    }
}
