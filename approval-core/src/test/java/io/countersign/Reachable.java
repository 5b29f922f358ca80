package io.countersign;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an object still has in its hands, however deep: a dump of what is kept in memory. */
final class Reachable {
    private final StringBuilder texts = new StringBuilder();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();

    private Reachable() {}

    /** Every text that can be reached, and all bytes as text. */
    static String texts(Object root) {
        Reachable reachable = new Reachable();
        reachable.add(root);
        while (!reachable.ahead.isEmpty()) reachable.look(reachable.ahead.pop());
        return reachable.texts.toString();
    }

    private void add(@Nullable Object value) {
        if (value != null && seen.add(value)) ahead.push(value);
    }

    private void look(Object value) {
        if (value instanceof CharSequence text) texts.append(text).append('\n');
        else if (value instanceof byte[] bytes)
            texts.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
        else if (value instanceof Object[] all) for (Object one : all) add(one);
        else if (value instanceof Optional<?> some) some.ifPresent(this::add);
        else if (value instanceof Map<?, ?> map)
            map.forEach((key, one) -> {
                add(key);
                add(one);
            });
        else if (value instanceof Iterable<?> all) all.forEach(this::add);
        else if (value.getClass().getName().startsWith("io.countersign.")) fields(value);
    }

    private void fields(Object value) {
        for (Class<?> type = value.getClass(); type != Object.class && type != null; type = type.getSuperclass())
            for (Field field : type.getDeclaredFields())
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) add(read(field, value));
    }

    private static @Nullable Object read(Field field, Object value) {
        if (!field.getDeclaringClass().getName().startsWith("io.countersign.")) return null;
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
    }
}
