package io.countersign.jdbc;

import io.countersign.Approvals;
import io.countersign.EvidenceExport;
import io.countersign.canonical.Digest;
import io.countersign.proof.EntryHash;
import io.countersign.proof.EvidenceLine;
import io.countersign.store.TrailFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** A machine of its own, with a small heap, that exports a record and checks its chains line by line. */
final class ExportMachine {
    private ExportMachine() {}

    public static void main(String[] args) throws IOException, SQLException {
        long begin = System.nanoTime();
        Auditor auditor = new Auditor();
        try (Pool pool = new Pool(args[0], 1, 20_000)) {
            Approvals approvals =
                    Approvals.on(JdbcApprovalStore.on(pool).build()).build();
            approvals.records().export(TwoNodes.host(), TrailFilter.ALL, new EvidenceExport(auditor));
        }
        System.out.printf(
                "entries=%d mebibytes=%d wrong=%d seconds=%d%n",
                auditor.entries, auditor.bytes >> 20, auditor.wrong, (System.nanoTime() - begin) / 1_000_000_000);
    }

    /** Knows but the last line and the last hash of its stream. */
    private static final class Auditor extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private String stream = "";
        private Digest before = Digest.ZERO;
        private long lines;
        private long entries;
        private long bytes;
        private long wrong;

        @Override
        public void write(int sign) {
            bytes++;
            if (sign != '\n') line.write(sign);
            else {
                if (lines++ > 0 && !isEnd()) check(EvidenceLine.parse(line.toByteArray()));
                line.reset();
            }
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
            line.write(some, from, length);
        }

        private boolean isEnd() {
            return line.size() < 60;
        }

        private void check(EvidenceLine one) {
            Digest previous = one.stream().equals(stream) ? before : Digest.ZERO;
            byte[] hashed = one.bytes();
            boolean whole = hashed != null
                    && one.previousHash().equals(previous)
                    && EntryHash.of(one.workspace(), one.stream(), one.seq(), previous, hashed)
                            .equals(one.hash());
            if (!whole) wrong++;
            entries++;
            stream = one.stream();
            before = one.hash();
        }
    }
}
