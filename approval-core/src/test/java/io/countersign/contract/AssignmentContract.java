package io.countersign.contract;

interface AssignmentContract extends StoreUnderTest {}
