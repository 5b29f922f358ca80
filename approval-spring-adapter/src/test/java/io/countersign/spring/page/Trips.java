package io.countersign.spring.page;

import io.countersign.store.ApprovalStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Counts how often a store is asked, and lets it fail. */
final class Trips {
    private final ApprovalStore store;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<String> failing = new AtomicReference<>("");

    Trips(ApprovalStore behind) {
        store = (ApprovalStore) Proxy.newProxyInstance(
                ApprovalStore.class.getClassLoader(),
                new Class<?>[] {ApprovalStore.class},
                (proxy, method, arguments) -> call(behind, method, arguments));
    }

    ApprovalStore store() {
        return store;
    }

    int count() {
        return count.get();
    }

    /** From now on every call of this method fails; none does with an empty name. */
    void fail(String method) {
        failing.set(method);
    }

    @SuppressWarnings("NullAway") // Reflection knows no null-ness; what the store answers is handed on.
    private Object call(ApprovalStore behind, Method method, Object[] arguments) throws Throwable {
        count.incrementAndGet();
        if (method.getName().equals(failing.get())) throw new IllegalStateException("jdbc:secret is down");
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
    }
}
