package io.countersign.spring;

import io.countersign.CheckpointTerms;
import io.countersign.audit.Anchor;
import io.countersign.audit.CheckpointSigner;
import io.countersign.audit.Ed25519Signer;
import io.countersign.audit.FileAnchor;
import io.countersign.canonical.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who signs the record and who keeps its checkpoints, as beans or properties say. Complaints name the property, and nothing of a key. */
final class RecordKeys {
    private RecordKeys() {}

    /** @throws IllegalArgumentException when the keys cannot be used */
    static CheckpointTerms terms(ApprovalProperties.Record record, List<CheckpointSigner> beans, List<Anchor> anchors) {
        List<CheckpointSigner> signers = beans.isEmpty() ? signers(record) : beans;
        if (!beans.isEmpty() && !record.keys().isEmpty())
            throw new IllegalArgumentException(
                    "There are both beans of type CheckpointSigner and approval.record.keys; leave one of them out");
        List<Anchor> keepers = new ArrayList<>(anchors);
        Path folder = record.anchorFolder();
        if (folder != null) keepers.add(FileAnchor.in(folder));
        if (signers.isEmpty() && !keepers.isEmpty())
            throw new IllegalArgumentException(
                    "Anchors keep checkpoints, which need a key: set approval.record.keys.NAME to base64 of 32 random bytes, or give a bean of type CheckpointSigner");
        return new CheckpointTerms(record.origin(), signers, keepers, record.checkpointEvery());
    }

    private static List<CheckpointSigner> signers(ApprovalProperties.Record record) {
        Map<String, Secret> keys = new TreeMap<>(record.keys());
        String current = record.currentKey();
        if (current == null && keys.size() > 1)
            throw new IllegalArgumentException(
                    "approval.record.keys has several keys, %s; say in approval.record.current-key which signs from now on"
                            .formatted(keys.keySet()));
        if (current != null && !keys.containsKey(current))
            throw new IllegalArgumentException(
                    "approval.record.current-key names the key '%s', but there is no approval.record.keys.%s"
                            .formatted(current, current));
        List<CheckpointSigner> signers = new ArrayList<>();
        keys.forEach((name, key) -> signers.add(name.equals(current) ? 0 : signers.size(), signer(name, key)));
        return signers;
    }

    private static CheckpointSigner signer(String name, Secret key) {
        try {
            return Ed25519Signer.of(
                    name, Base64.getDecoder().decode(key.reveal().strip()));
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "approval.record.keys.%s must be base64 of 32 random bytes, such as 'openssl rand -base64 32' gives"
                            .formatted(name));
        }
    }
}
