CREATE TABLE "domain_events" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"by" text,
	"at" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"told_at" bigint
);
--> statement-breakpoint
CREATE INDEX "domain_events_untold" ON "domain_events" USING btree ("told_at","id");
