package io.countersign.spring;

import io.countersign.Approvals;
import io.countersign.routing.ContentClassifier;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells which of the host's classifiers is used and which is only compared. */
final class Classifiers {
    private Classifiers() {}

    /**
     * Gives them to what is built.
     *
     * @param beans all that there are, by name
     * @param preferred the one that is primary, or the only one; null for none
     */
    static void set(
            Approvals.Builder builder,
            ApprovalProperties.Classifier properties,
            Map<String, ContentClassifier> beans,
            @Nullable ContentClassifier preferred) {
        Map<String, ContentClassifier> used = new TreeMap<>(beans);
        String name = properties.shadow();
        ContentClassifier shadow = name == null || name.isBlank() ? null : used.remove(name);
        if (name != null && !name.isBlank() && shadow == null)
            throw new IllegalStateException(
                    "approval.classifier.shadow must name a bean of type ContentClassifier, one of %s, and is '%s'"
                            .formatted(beans.keySet(), name));
        if (!used.isEmpty()) builder.classifier(one(used, preferred), properties.timeLimit());
        if (shadow != null) builder.shadowClassifier(shadow);
    }

    private static ContentClassifier one(Map<String, ContentClassifier> used, @Nullable ContentClassifier preferred) {
        if (preferred != null && used.containsValue(preferred)) return preferred;
        if (used.size() > 1)
            throw new IllegalStateException(
                    "One ContentClassifier is used, and there are %s: mark one @Primary, or name the one that is only compared in approval.classifier.shadow"
                            .formatted(used.keySet()));
        return used.values().iterator().next();
    }
}
