package io.countersign.contract;

interface PeopleContract extends StoreUnderTest {}
