package io.countersign;

import io.countersign.identity.WorkspaceId;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Router;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compiled policies, the last used ones: a version never changes, so nothing here can be stale. */
final class Routers {
    private static final int MOST = 256;

    private record Key(WorkspaceId workspace, int number) {}

    private final Map<Key, Router> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Router> eldest) {
            return size() > MOST;
        }
    };

    Router of(PolicyVersion policy) {
        Key key = new Key(policy.workspace(), policy.number());
        synchronized (compiled) {
            return compiled.computeIfAbsent(key, missing -> Router.of(policy.policy()));
        }
    }
}
