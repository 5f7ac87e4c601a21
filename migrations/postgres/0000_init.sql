CREATE TABLE "answer_files" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"question" text NOT NULL,
	"blob" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scope" text DEFAULT 'all' NOT NULL,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint,
	CONSTRAINT "api_tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "bank_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"group_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"version" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"course_id" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "change_claims" (
	"course_id" text NOT NULL,
	"lesson" text NOT NULL,
	"mark" text NOT NULL,
	"on_top_of" bigint NOT NULL,
	"claim" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"agreed_by" text,
	CONSTRAINT "change_claims_course_id_lesson_pk" PRIMARY KEY("course_id","lesson")
);
--> statement-breakpoint
CREATE TABLE "client_ids" (
	"course_id" text NOT NULL,
	"client_id" bigint NOT NULL,
	"person_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "client_ids_course_id_client_id_pk" PRIMARY KEY("course_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "comment_pictures" (
	"course_id" text NOT NULL,
	"id" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"blob" text NOT NULL,
	"type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"width" bigint NOT NULL,
	"height" bigint NOT NULL,
	CONSTRAINT "comment_pictures_course_id_id_pk" PRIMARY KEY("course_id","id")
);
--> statement-breakpoint
CREATE TABLE "course_deletions" (
	"course_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"lesson" text NOT NULL,
	"by" text,
	"at" bigint NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "course_deletions_course_id_seq_lesson_pk" PRIMARY KEY("course_id","seq","lesson")
);
--> statement-breakpoint
CREATE TABLE "course_heads" (
	"course_id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"epoch" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_log" (
	"course_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" text NOT NULL,
	"actor" text,
	"kind" text NOT NULL,
	"body" "bytea" NOT NULL,
	"at" bigint NOT NULL,
	"v" bigint NOT NULL,
	CONSTRAINT "course_log_course_id_seq_pk" PRIMARY KEY("course_id","seq")
);
--> statement-breakpoint
CREATE TABLE "course_origins" (
	"course_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"source_seq" bigint NOT NULL,
	"made_by" text NOT NULL,
	"made_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_restore_points" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"by" text,
	"why" text NOT NULL,
	"name" text,
	"version" bigint,
	"lessons" bigint NOT NULL,
	"words" bigint NOT NULL,
	"state" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_roles" (
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"given_by" text,
	"given_at" bigint NOT NULL,
	CONSTRAINT "course_roles_course_id_person_id_pk" PRIMARY KEY("course_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "course_snapshots" (
	"course_id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"state" "bytea" NOT NULL,
	"sv" "bytea" NOT NULL,
	"ds" "bytea" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_templates" (
	"course_id" text PRIMARY KEY NOT NULL,
	"about" text NOT NULL,
	"marked_by" text NOT NULL,
	"marked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_visits" (
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"seen" jsonb NOT NULL,
	"before" jsonb,
	"seen_at" bigint NOT NULL,
	CONSTRAINT "course_visits_course_id_person_id_pk" PRIMARY KEY("course_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "course_written" (
	"course_id" text NOT NULL,
	"clock" bigint NOT NULL,
	"length" bigint NOT NULL,
	"person_id" text NOT NULL,
	"accepted_by" text,
	CONSTRAINT "course_written_course_id_clock_pk" PRIMARY KEY("course_id","clock")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" text PRIMARY KEY NOT NULL,
	"group_id" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"current_version" bigint,
	"published_at" bigint,
	"published_title" text,
	"published_summary" text,
	"trashed_at" bigint,
	"trashed_by" text
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domain_events" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"by" text,
	"at" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"told_at" bigint
);
--> statement-breakpoint
CREATE TABLE "files" (
	"course_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"width" bigint,
	"height" bigint,
	"added_by" text NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "files_course_id_id_pk" PRIMARY KEY("course_id","id")
);
--> statement-breakpoint
CREATE TABLE "flag_credits" (
	"flag_id" text NOT NULL,
	"person_id" text NOT NULL,
	"course_id" text NOT NULL,
	"version" bigint NOT NULL,
	"lesson" text NOT NULL,
	"block" text NOT NULL,
	"words" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "flag_credits_flag_id_person_id_pk" PRIMARY KEY("flag_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "flag_voices" (
	"id" text PRIMARY KEY NOT NULL,
	"flag_id" text NOT NULL,
	"person_id" text NOT NULL,
	"at" bigint NOT NULL,
	"reason" text NOT NULL,
	"proposed" text,
	"source" text,
	"named" boolean NOT NULL,
	"looked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"course_title" text NOT NULL,
	"lesson_title" text NOT NULL,
	"version" bigint NOT NULL,
	"lesson" text NOT NULL,
	"block" text NOT NULL,
	"from_offset" bigint NOT NULL,
	"to_offset" bigint NOT NULL,
	"quote" jsonb NOT NULL,
	"state" text NOT NULL,
	"raised_at" bigint NOT NULL,
	"active_at" bigint NOT NULL,
	"voices" bigint NOT NULL,
	"answered_by" text,
	"answered_at" bigint,
	"reason" text,
	"note" text NOT NULL,
	"voice" text,
	"before_text" text,
	"after_text" text,
	"fixed_in" bigint,
	"news_at" bigint NOT NULL,
	"duplicate_of" text
);
--> statement-breakpoint
CREATE TABLE "forum_posts" (
	"id" text PRIMARY KEY NOT NULL,
	"topic_id" text NOT NULL,
	"course_id" text NOT NULL,
	"under" text,
	"body" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"edited_at" bigint,
	"votes" bigint NOT NULL,
	"hidden_by" text,
	"hidden_at" bigint,
	"taken_at" bigint
);
--> statement-breakpoint
CREATE TABLE "forum_topics" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"lesson" text,
	"lesson_title" text,
	"block" text,
	"passage" jsonb,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"edited_at" bigint,
	"active_at" bigint NOT NULL,
	"votes" bigint NOT NULL,
	"answers" bigint NOT NULL,
	"solved_by" text,
	"hidden_by" text,
	"hidden_at" bigint
);
--> statement-breakpoint
CREATE TABLE "forum_votes" (
	"subject" text NOT NULL,
	"person_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "forum_votes_subject_person_id_pk" PRIMARY KEY("subject","person_id")
);
--> statement-breakpoint
CREATE TABLE "group_roles" (
	"group_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"given_by" text,
	"given_at" bigint NOT NULL,
	CONSTRAINT "group_roles_group_id_person_id_role_pk" PRIMARY KEY("group_id","person_id","role")
);
--> statement-breakpoint
CREATE TABLE "group_settings" (
	"group_id" text NOT NULL,
	"matter" text NOT NULL,
	"value" jsonb NOT NULL,
	"set_by" text NOT NULL,
	"set_at" bigint NOT NULL,
	CONSTRAINT "group_settings_group_id_matter_pk" PRIMARY KEY("group_id","matter")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" text PRIMARY KEY NOT NULL,
	"parent_id" text,
	"path" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guest_links" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"ended_at" bigint,
	CONSTRAINT "guest_links_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "hidden_posts" (
	"answer_id" text PRIMARY KEY NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"email" text NOT NULL,
	"group_id" text,
	"group_role" text,
	"course_id" text,
	"course_role" text,
	"invited_by" text NOT NULL,
	"invited_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"accepted_at" bigint,
	"accepted_by" text,
	CONSTRAINT "invitations_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"by" text,
	"state" text NOT NULL,
	"input" jsonb NOT NULL,
	"result" jsonb,
	"fault" jsonb,
	"done" bigint NOT NULL,
	"total" bigint NOT NULL,
	"attempts" bigint NOT NULL,
	"at" bigint NOT NULL,
	"claimed_until" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "kept_lessons" (
	"course_id" text NOT NULL,
	"mark" text NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "kept_lessons_course_id_mark_pk" PRIMARY KEY("course_id","mark")
);
--> statement-breakpoint
CREATE TABLE "lesson_contents" (
	"course_id" text NOT NULL,
	"content" text NOT NULL,
	"address" text NOT NULL,
	"public" jsonb NOT NULL,
	"key" jsonb NOT NULL,
	"key_hash" text NOT NULL,
	"blocks" jsonb NOT NULL,
	"files" jsonb NOT NULL,
	CONSTRAINT "lesson_contents_course_id_content_pk" PRIMARY KEY("course_id","content")
);
--> statement-breakpoint
CREATE TABLE "lesson_verdicts" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"lesson" text NOT NULL,
	"person_id" text NOT NULL,
	"verdict" text NOT NULL,
	"mark" text NOT NULL,
	"vector" text NOT NULL,
	"note" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson_verifications" (
	"course_id" text NOT NULL,
	"lesson" text NOT NULL,
	"person_id" text NOT NULL,
	"mark" text NOT NULL,
	"at" bigint NOT NULL,
	"until" bigint NOT NULL,
	"flags" bigint NOT NULL,
	"raised" boolean NOT NULL,
	CONSTRAINT "lesson_verifications_course_id_lesson_pk" PRIMARY KEY("course_id","lesson")
);
--> statement-breakpoint
CREATE TABLE "letter_wishes" (
	"person_id" text PRIMARY KEY NOT NULL,
	"mine" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"href" text NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"checked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"person_id" text NOT NULL,
	"event_id" text NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"course_id" text NOT NULL,
	"about" text NOT NULL,
	"comment_id" text,
	"at" bigint NOT NULL,
	"letter_id" text,
	"settled_at" bigint,
	CONSTRAINT "notices_person_id_event_id_pk" PRIMARY KEY("person_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"language" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "plays" (
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"version" bigint NOT NULL,
	"lesson" text NOT NULL,
	"block" text,
	"started_at" bigint NOT NULL,
	"played_at" bigint NOT NULL,
	"completed_version" bigint,
	"completed_at" bigint,
	CONSTRAINT "plays_course_id_person_id_pk" PRIMARY KEY("course_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "pool_draws" (
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"pool" text NOT NULL,
	"attempt" bigint NOT NULL,
	"version" bigint NOT NULL,
	"seed" text NOT NULL,
	"questions" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "pool_draws_course_id_person_id_pool_attempt_pk" PRIMARY KEY("course_id","person_id","pool","attempt")
);
--> statement-breakpoint
CREATE TABLE "publication_plans" (
	"course_id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"note" text NOT NULL,
	"planned_at" bigint NOT NULL,
	"failure" jsonb
);
--> statement-breakpoint
CREATE TABLE "published_files" (
	"course_id" text NOT NULL,
	"version" bigint NOT NULL,
	"file" text NOT NULL,
	CONSTRAINT "published_files_course_id_version_file_pk" PRIMARY KEY("course_id","version","file")
);
--> statement-breakpoint
CREATE TABLE "published_versions" (
	"course_id" text NOT NULL,
	"version" bigint NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"note" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"returns_to" bigint,
	"outline" jsonb NOT NULL,
	"changed" bigint NOT NULL,
	"lessons" bigint NOT NULL,
	"draft_seq" bigint NOT NULL,
	"state_vector" "bytea" NOT NULL,
	CONSTRAINT "published_versions_course_id_version_pk" PRIMARY KEY("course_id","version")
);
--> statement-breakpoint
CREATE TABLE "reactions" (
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"block" text NOT NULL,
	"lesson" text NOT NULL,
	"kind" text NOT NULL,
	"version" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "reactions_course_id_person_id_block_kind_pk" PRIMARY KEY("course_id","person_id","block","kind")
);
--> statement-breakpoint
CREATE TABLE "relevance_answers" (
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"score" bigint NOT NULL,
	"why" text,
	"version" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "relevance_answers_course_id_person_id_pk" PRIMARY KEY("course_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "results" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"course_id" text NOT NULL,
	"version" bigint NOT NULL,
	"lesson" text,
	"block" text NOT NULL,
	"verb" text NOT NULL,
	"hash" text NOT NULL,
	"once" text NOT NULL,
	"result" jsonb NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_asked" (
	"round_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text,
	"done_at" bigint,
	CONSTRAINT "review_asked_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "review_rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"message" text NOT NULL,
	"due_at" bigint,
	"scope" text NOT NULL,
	"lessons" jsonb NOT NULL,
	"base" jsonb,
	"closed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "review_rules" (
	"group_id" text PRIMARY KEY NOT NULL,
	"rules" jsonb NOT NULL,
	"set_by" text NOT NULL,
	"set_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "thread_reads" (
	"course_id" text NOT NULL,
	"person_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "thread_reads_course_id_person_id_thread_id_pk" PRIMARY KEY("course_id","person_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"by" text NOT NULL,
	"question" text,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"received" bigint NOT NULL,
	"busy_until" bigint NOT NULL,
	"touched_at" bigint NOT NULL,
	"file" text
);
--> statement-breakpoint
CREATE TABLE "verification_flags" (
	"course_id" text NOT NULL,
	"event_id" text NOT NULL,
	CONSTRAINT "verification_flags_course_id_event_id_pk" PRIMARY KEY("course_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_lessons" (
	"course_id" text NOT NULL,
	"version" bigint NOT NULL,
	"lesson" text NOT NULL,
	"pos" bigint NOT NULL,
	"title" text NOT NULL,
	"hash" text NOT NULL,
	"said" jsonb NOT NULL,
	"content" text NOT NULL,
	"words" bigint NOT NULL,
	"questions" jsonb NOT NULL,
	"pools" jsonb NOT NULL,
	"ids" jsonb NOT NULL,
	CONSTRAINT "version_lessons_course_id_version_lesson_pk" PRIMARY KEY("course_id","version","lesson")
);
--> statement-breakpoint
CREATE TABLE "withdrawn_courses" (
	"course_id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "course_roles" ADD CONSTRAINT "course_roles_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_roles" ADD CONSTRAINT "group_roles_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_settings" ADD CONSTRAINT "group_settings_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "answer_files_course" ON "answer_files" USING btree ("course_id","question");
--> statement-breakpoint
CREATE INDEX "api_tokens_of_person" ON "api_tokens" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "bank_questions_group" ON "bank_questions" USING btree ("group_id","at");
--> statement-breakpoint
CREATE INDEX "client_ids_by_person" ON "client_ids" USING btree ("person_id","at");
--> statement-breakpoint
CREATE INDEX "course_deletions_by_time" ON "course_deletions" USING btree ("course_id","at");
--> statement-breakpoint
CREATE INDEX "course_origins_source" ON "course_origins" USING btree ("source");
--> statement-breakpoint
CREATE INDEX "course_roles_of_person" ON "course_roles" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "courses_of_group" ON "courses" USING btree ("group_id");
--> statement-breakpoint
CREATE INDEX "credentials_of_person" ON "credentials" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "domain_events_untold" ON "domain_events" USING btree ("told_at","id");
--> statement-breakpoint
CREATE INDEX "flag_credits_course" ON "flag_credits" USING btree ("course_id","at");
--> statement-breakpoint
CREATE INDEX "flag_voices_person" ON "flag_voices" USING btree ("person_id","at","id");
--> statement-breakpoint
CREATE INDEX "flags_block" ON "flags" USING btree ("course_id","lesson");
--> statement-breakpoint
CREATE INDEX "flags_waiting" ON "flags" USING btree ("course_id","state","active_at","id");
--> statement-breakpoint
CREATE INDEX "forum_posts_by" ON "forum_posts" USING btree ("course_id","by");
--> statement-breakpoint
CREATE INDEX "forum_posts_pace" ON "forum_posts" USING btree ("by","at");
--> statement-breakpoint
CREATE INDEX "forum_posts_topic" ON "forum_posts" USING btree ("topic_id","under","votes","id");
--> statement-breakpoint
CREATE INDEX "forum_topics_active" ON "forum_topics" USING btree ("course_id","active_at","id");
--> statement-breakpoint
CREATE INDEX "forum_topics_by" ON "forum_topics" USING btree ("by","at");
--> statement-breakpoint
CREATE INDEX "forum_topics_newest" ON "forum_topics" USING btree ("course_id","at","id");
--> statement-breakpoint
CREATE INDEX "forum_topics_votes" ON "forum_topics" USING btree ("course_id","votes","id");
--> statement-breakpoint
CREATE INDEX "forum_votes_person" ON "forum_votes" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "group_roles_of_person" ON "group_roles" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "groups_by_parent" ON "groups" USING btree ("parent_id");
--> statement-breakpoint
CREATE INDEX "guest_links_of_course" ON "guest_links" USING btree ("course_id","at");
--> statement-breakpoint
CREATE INDEX "invitations_to_course" ON "invitations" USING btree ("course_id");
--> statement-breakpoint
CREATE INDEX "invitations_to_group" ON "invitations" USING btree ("group_id");
--> statement-breakpoint
CREATE INDEX "jobs_to_do" ON "jobs" USING btree ("state","claimed_until");
--> statement-breakpoint
CREATE INDEX "kept_lessons_until" ON "kept_lessons" USING btree ("until");
--> statement-breakpoint
CREATE INDEX "lesson_contents_address" ON "lesson_contents" USING btree ("course_id","address");
--> statement-breakpoint
CREATE INDEX "lesson_verdicts_of_course" ON "lesson_verdicts" USING btree ("course_id","lesson","person_id","at");
--> statement-breakpoint
CREATE INDEX "lesson_verifications_until" ON "lesson_verifications" USING btree ("until");
--> statement-breakpoint
CREATE INDEX "link_checks_old" ON "link_checks" USING btree ("checked_at");
--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("settled_at","at");
--> statement-breakpoint
CREATE INDEX "plays_person" ON "plays" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "publication_plans_due" ON "publication_plans" USING btree ("at");
--> statement-breakpoint
CREATE INDEX "reactions_block" ON "reactions" USING btree ("course_id","block","kind");
--> statement-breakpoint
CREATE INDEX "relevance_answers_newest" ON "relevance_answers" USING btree ("course_id","at");
--> statement-breakpoint
CREATE INDEX "results_block" ON "results" USING btree ("course_id","block");
--> statement-breakpoint
CREATE INDEX "results_person" ON "results" USING btree ("person_id","course_id");
--> statement-breakpoint
CREATE INDEX "review_rounds_due" ON "review_rounds" USING btree ("due_at");
--> statement-breakpoint
CREATE INDEX "review_rounds_of_course" ON "review_rounds" USING btree ("course_id","at");
--> statement-breakpoint
CREATE INDEX "sessions_of_person" ON "sessions" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "uploads_by_touch" ON "uploads" USING btree ("touched_at");
--> statement-breakpoint
CREATE INDEX "uploads_of_person" ON "uploads" USING btree ("by");
--> statement-breakpoint
CREATE INDEX "verifications_by_identifier" ON "verifications" USING btree ("identifier");
--> statement-breakpoint
CREATE UNIQUE INDEX "course_restore_points_by_seq" ON "course_restore_points" USING btree ("course_id","seq","why");
--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_once" ON "credentials" USING btree ("provider_id","account_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "flag_voices_once" ON "flag_voices" USING btree ("flag_id","person_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "groups_by_path" ON "groups" USING btree ("path");
--> statement-breakpoint
CREATE UNIQUE INDEX "results_once" ON "results" USING btree ("once");
