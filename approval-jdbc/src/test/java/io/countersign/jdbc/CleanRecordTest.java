package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.CheckpointTerms;
import io.countersign.Records;
import io.countersign.audit.Ed25519Signer;
import io.countersign.contract.office.Vault;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A record that nobody touched has no finding: 6,000 entries, and 1,000,000 in the endurance profile. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CleanRecordTest {
    private static final int ENTRIES = Boolean.getBoolean("countersign.endurance") ? 1_000_000 : 6_000;
    private static final List<String> ZONES = List.of("Asia/Kathmandu", "America/St_Johns", "UTC");

    @Test
    void S_97_a_clean_record_has_no_finding_in_whatever_time_zone_the_database_is() throws SQLException {
        Ed25519Signer signer = Ed25519Signer.of("posts.example", Ed25519Signer.generate());
        Vault vault = new Vault();
        try (Pool pool = Database.POSTGRESQL.fresh()) {
            Scene scene = Scene.in(JdbcApprovalStore.on(pool).build());
            Call admin = Call.of(scene.workspace(), Actor.user("admin", Set.of(Permission.values()), Set.of()));
            for (String zone : ZONES) {
                try (Pool there = pool.sized(2, 20_000, "SET TIME ZONE '" + zone + "'")) {
                    ManyEntries.write(there, scene, ENTRIES / ZONES.size());
                    Approvals approvals = Approvals.on(
                                    JdbcApprovalStore.on(there).build())
                            .checkpoints(CheckpointTerms.signedBy(signer).anchoredIn(vault))
                            .build();
                    approvals.checkpoints().make(admin);
                }
            }
            for (String zone : ZONES) {
                try (Pool there = pool.sized(2, 20_000, "SET TIME ZONE '" + zone + "'")) {
                    Records.Verification verification = Approvals.on(
                                    JdbcApprovalStore.on(there).build())
                            .checkpoints(CheckpointTerms.signedBy(signer).anchoredIn(vault))
                            .build()
                            .records()
                            .verify(admin);
                    assertThat(verification.findings()).as(zone).isEmpty();
                    assertThat(verification.entries()).isEqualTo(ENTRIES / ZONES.size() * (long) ZONES.size());
                }
            }
        }
    }
}
