CREATE TABLE `answer_files` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`question` text NOT NULL,
	`blob` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`scope` text DEFAULT 'all' NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `bank_questions` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`course_id` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE TABLE `change_claims` (
	`course_id` text NOT NULL,
	`lesson` text NOT NULL,
	`mark` text NOT NULL,
	`on_top_of` integer NOT NULL,
	`claim` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`agreed_by` text,
	PRIMARY KEY(`course_id`, `lesson`)
);
--> statement-breakpoint
CREATE TABLE `client_ids` (
	`course_id` text NOT NULL,
	`client_id` integer NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `client_id`)
);
--> statement-breakpoint
CREATE TABLE `comment_pictures` (
	`course_id` text NOT NULL,
	`id` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`blob` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	PRIMARY KEY(`course_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `course_deletions` (
	`course_id` text NOT NULL,
	`seq` integer NOT NULL,
	`lesson` text NOT NULL,
	`by` text,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`course_id`, `seq`, `lesson`)
);
--> statement-breakpoint
CREATE TABLE `course_heads` (
	`course_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`epoch` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `course_log` (
	`course_id` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`actor` text,
	`kind` text NOT NULL,
	`body` blob NOT NULL,
	`at` integer NOT NULL,
	`v` integer NOT NULL,
	PRIMARY KEY(`course_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `course_origins` (
	`course_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`source_seq` integer NOT NULL,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `course_restore_points` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text,
	`why` text NOT NULL,
	`name` text,
	`version` integer,
	`lessons` integer NOT NULL,
	`words` integer NOT NULL,
	`state` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `course_roles` (
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`given_by` text,
	`given_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `person_id`),
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `course_snapshots` (
	`course_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`state` blob NOT NULL,
	`sv` blob NOT NULL,
	`ds` blob NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `course_templates` (
	`course_id` text PRIMARY KEY NOT NULL,
	`about` text NOT NULL,
	`marked_by` text NOT NULL,
	`marked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `course_visits` (
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`seen` text NOT NULL,
	`before` text,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `course_written` (
	`course_id` text NOT NULL,
	`clock` integer NOT NULL,
	`length` integer NOT NULL,
	`person_id` text NOT NULL,
	`accepted_by` text,
	PRIMARY KEY(`course_id`, `clock`)
);
--> statement-breakpoint
CREATE TABLE `courses` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`current_version` integer,
	`published_at` integer,
	`published_title` text,
	`published_summary` text,
	`trashed_at` integer,
	`trashed_by` text
);
--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `domain_events` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`by` text,
	`at` integer NOT NULL,
	`body` text NOT NULL,
	`told_at` integer
);
--> statement-breakpoint
CREATE TABLE `files` (
	`course_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `flag_credits` (
	`flag_id` text NOT NULL,
	`person_id` text NOT NULL,
	`course_id` text NOT NULL,
	`version` integer NOT NULL,
	`lesson` text NOT NULL,
	`block` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`flag_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `flag_voices` (
	`id` text PRIMARY KEY NOT NULL,
	`flag_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`proposed` text,
	`source` text,
	`named` integer NOT NULL,
	`looked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `flags` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`course_title` text NOT NULL,
	`lesson_title` text NOT NULL,
	`version` integer NOT NULL,
	`lesson` text NOT NULL,
	`block` text NOT NULL,
	`from_offset` integer NOT NULL,
	`to_offset` integer NOT NULL,
	`quote` text NOT NULL,
	`state` text NOT NULL,
	`raised_at` integer NOT NULL,
	`active_at` integer NOT NULL,
	`voices` integer NOT NULL,
	`answered_by` text,
	`answered_at` integer,
	`reason` text,
	`note` text NOT NULL,
	`voice` text,
	`before_text` text,
	`after_text` text,
	`fixed_in` integer,
	`news_at` integer NOT NULL,
	`duplicate_of` text
);
--> statement-breakpoint
CREATE TABLE `forum_posts` (
	`id` text PRIMARY KEY NOT NULL,
	`topic_id` text NOT NULL,
	`course_id` text NOT NULL,
	`under` text,
	`body` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`edited_at` integer,
	`votes` integer NOT NULL,
	`hidden_by` text,
	`hidden_at` integer,
	`taken_at` integer
);
--> statement-breakpoint
CREATE TABLE `forum_topics` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`lesson` text,
	`lesson_title` text,
	`block` text,
	`passage` text,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`edited_at` integer,
	`active_at` integer NOT NULL,
	`votes` integer NOT NULL,
	`answers` integer NOT NULL,
	`solved_by` text,
	`hidden_by` text,
	`hidden_at` integer
);
--> statement-breakpoint
CREATE TABLE `forum_votes` (
	`subject` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`subject`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `group_roles` (
	`group_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`given_by` text,
	`given_at` integer NOT NULL,
	PRIMARY KEY(`group_id`, `person_id`, `role`),
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `group_settings` (
	`group_id` text NOT NULL,
	`matter` text NOT NULL,
	`value` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	PRIMARY KEY(`group_id`, `matter`),
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `groups` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text,
	`path` text NOT NULL,
	`name` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `guest_links` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE TABLE `hidden_posts` (
	`answer_id` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`email` text NOT NULL,
	`group_id` text,
	`group_role` text,
	`course_id` text,
	`course_role` text,
	`invited_by` text NOT NULL,
	`invited_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`accepted_by` text
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`by` text,
	`state` text NOT NULL,
	`input` text NOT NULL,
	`result` text,
	`fault` text,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`attempts` integer NOT NULL,
	`at` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE TABLE `kept_lessons` (
	`course_id` text NOT NULL,
	`mark` text NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`course_id`, `mark`)
);
--> statement-breakpoint
CREATE TABLE `lesson_contents` (
	`course_id` text NOT NULL,
	`content` text NOT NULL,
	`address` text NOT NULL,
	`public` text NOT NULL,
	`key` text NOT NULL,
	`key_hash` text NOT NULL,
	`blocks` text NOT NULL,
	`files` text NOT NULL,
	PRIMARY KEY(`course_id`, `content`)
);
--> statement-breakpoint
CREATE TABLE `lesson_verdicts` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`lesson` text NOT NULL,
	`person_id` text NOT NULL,
	`verdict` text NOT NULL,
	`mark` text NOT NULL,
	`vector` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lesson_verifications` (
	`course_id` text NOT NULL,
	`lesson` text NOT NULL,
	`person_id` text NOT NULL,
	`mark` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer NOT NULL,
	`flags` integer NOT NULL,
	`raised` integer NOT NULL,
	PRIMARY KEY(`course_id`, `lesson`)
);
--> statement-breakpoint
CREATE TABLE `letter_wishes` (
	`person_id` text PRIMARY KEY NOT NULL,
	`mine` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `link_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`href` text NOT NULL,
	`state` text NOT NULL,
	`why` text,
	`checked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`person_id` text NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`by` text NOT NULL,
	`course_id` text NOT NULL,
	`about` text NOT NULL,
	`comment_id` text,
	`at` integer NOT NULL,
	`letter_id` text,
	`settled_at` integer,
	PRIMARY KEY(`person_id`, `event_id`)
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`language` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `plays` (
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`version` integer NOT NULL,
	`lesson` text NOT NULL,
	`block` text,
	`started_at` integer NOT NULL,
	`played_at` integer NOT NULL,
	`completed_version` integer,
	`completed_at` integer,
	PRIMARY KEY(`course_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `pool_draws` (
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`pool` text NOT NULL,
	`attempt` integer NOT NULL,
	`version` integer NOT NULL,
	`seed` text NOT NULL,
	`questions` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `person_id`, `pool`, `attempt`)
);
--> statement-breakpoint
CREATE TABLE `publication_plans` (
	`course_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`note` text NOT NULL,
	`planned_at` integer NOT NULL,
	`failure` text
);
--> statement-breakpoint
CREATE TABLE `published_files` (
	`course_id` text NOT NULL,
	`version` integer NOT NULL,
	`file` text NOT NULL,
	PRIMARY KEY(`course_id`, `version`, `file`)
);
--> statement-breakpoint
CREATE TABLE `published_versions` (
	`course_id` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`note` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`returns_to` integer,
	`outline` text NOT NULL,
	`changed` integer NOT NULL,
	`lessons` integer NOT NULL,
	`draft_seq` integer NOT NULL,
	`state_vector` blob NOT NULL,
	PRIMARY KEY(`course_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `reactions` (
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`block` text NOT NULL,
	`lesson` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `person_id`, `block`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `relevance_answers` (
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`score` integer NOT NULL,
	`why` text,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `results` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`course_id` text NOT NULL,
	`version` integer NOT NULL,
	`lesson` text,
	`block` text NOT NULL,
	`verb` text NOT NULL,
	`hash` text NOT NULL,
	`once` text NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `review_asked` (
	`round_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text,
	`done_at` integer,
	PRIMARY KEY(`round_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `review_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`message` text NOT NULL,
	`due_at` integer,
	`scope` text NOT NULL,
	`lessons` text NOT NULL,
	`base` text,
	`closed_at` integer
);
--> statement-breakpoint
CREATE TABLE `review_rules` (
	`group_id` text PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `thread_reads` (
	`course_id` text NOT NULL,
	`person_id` text NOT NULL,
	`thread_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `person_id`, `thread_id`)
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`by` text NOT NULL,
	`question` text,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`received` integer NOT NULL,
	`busy_until` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`file` text
);
--> statement-breakpoint
CREATE TABLE `verification_flags` (
	`course_id` text NOT NULL,
	`event_id` text NOT NULL,
	PRIMARY KEY(`course_id`, `event_id`)
);
--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `version_lessons` (
	`course_id` text NOT NULL,
	`version` integer NOT NULL,
	`lesson` text NOT NULL,
	`pos` integer NOT NULL,
	`title` text NOT NULL,
	`hash` text NOT NULL,
	`said` text NOT NULL,
	`content` text NOT NULL,
	`words` integer NOT NULL,
	`questions` text NOT NULL,
	`pools` text NOT NULL,
	`ids` text NOT NULL,
	PRIMARY KEY(`course_id`, `version`, `lesson`)
);
--> statement-breakpoint
CREATE TABLE `withdrawn_courses` (
	`course_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `answer_files_course` ON `answer_files` (`course_id`,`question`);
--> statement-breakpoint
CREATE INDEX `api_tokens_of_person` ON `api_tokens` (`person_id`);
--> statement-breakpoint
CREATE INDEX `bank_questions_group` ON `bank_questions` (`group_id`,`at`);
--> statement-breakpoint
CREATE INDEX `client_ids_by_person` ON `client_ids` (`person_id`,`at`);
--> statement-breakpoint
CREATE INDEX `course_deletions_by_time` ON `course_deletions` (`course_id`,`at`);
--> statement-breakpoint
CREATE INDEX `course_origins_source` ON `course_origins` (`source`);
--> statement-breakpoint
CREATE INDEX `course_roles_of_person` ON `course_roles` (`person_id`);
--> statement-breakpoint
CREATE INDEX `courses_of_group` ON `courses` (`group_id`);
--> statement-breakpoint
CREATE INDEX `credentials_of_person` ON `credentials` (`person_id`);
--> statement-breakpoint
CREATE INDEX `domain_events_untold` ON `domain_events` (`told_at`,`id`);
--> statement-breakpoint
CREATE INDEX `flag_credits_course` ON `flag_credits` (`course_id`,`at`);
--> statement-breakpoint
CREATE INDEX `flag_voices_person` ON `flag_voices` (`person_id`,`at`,`id`);
--> statement-breakpoint
CREATE INDEX `flags_block` ON `flags` (`course_id`,`lesson`);
--> statement-breakpoint
CREATE INDEX `flags_waiting` ON `flags` (`course_id`,`state`,`active_at`,`id`);
--> statement-breakpoint
CREATE INDEX `forum_posts_by` ON `forum_posts` (`course_id`,`by`);
--> statement-breakpoint
CREATE INDEX `forum_posts_pace` ON `forum_posts` (`by`,`at`);
--> statement-breakpoint
CREATE INDEX `forum_posts_topic` ON `forum_posts` (`topic_id`,`under`,`votes`,`id`);
--> statement-breakpoint
CREATE INDEX `forum_topics_active` ON `forum_topics` (`course_id`,`active_at`,`id`);
--> statement-breakpoint
CREATE INDEX `forum_topics_by` ON `forum_topics` (`by`,`at`);
--> statement-breakpoint
CREATE INDEX `forum_topics_newest` ON `forum_topics` (`course_id`,`at`,`id`);
--> statement-breakpoint
CREATE INDEX `forum_topics_votes` ON `forum_topics` (`course_id`,`votes`,`id`);
--> statement-breakpoint
CREATE INDEX `forum_votes_person` ON `forum_votes` (`person_id`);
--> statement-breakpoint
CREATE INDEX `group_roles_of_person` ON `group_roles` (`person_id`);
--> statement-breakpoint
CREATE INDEX `groups_by_parent` ON `groups` (`parent_id`);
--> statement-breakpoint
CREATE INDEX `guest_links_of_course` ON `guest_links` (`course_id`,`at`);
--> statement-breakpoint
CREATE INDEX `invitations_to_course` ON `invitations` (`course_id`);
--> statement-breakpoint
CREATE INDEX `invitations_to_group` ON `invitations` (`group_id`);
--> statement-breakpoint
CREATE INDEX `jobs_to_do` ON `jobs` (`state`,`claimed_until`);
--> statement-breakpoint
CREATE INDEX `kept_lessons_until` ON `kept_lessons` (`until`);
--> statement-breakpoint
CREATE INDEX `lesson_contents_address` ON `lesson_contents` (`course_id`,`address`);
--> statement-breakpoint
CREATE INDEX `lesson_verdicts_of_course` ON `lesson_verdicts` (`course_id`,`lesson`,`person_id`,`at`);
--> statement-breakpoint
CREATE INDEX `lesson_verifications_until` ON `lesson_verifications` (`until`);
--> statement-breakpoint
CREATE INDEX `link_checks_old` ON `link_checks` (`checked_at`);
--> statement-breakpoint
CREATE INDEX `notices_waiting` ON `notices` (`settled_at`,`at`);
--> statement-breakpoint
CREATE INDEX `plays_person` ON `plays` (`person_id`);
--> statement-breakpoint
CREATE INDEX `publication_plans_due` ON `publication_plans` (`at`);
--> statement-breakpoint
CREATE INDEX `reactions_block` ON `reactions` (`course_id`,`block`,`kind`);
--> statement-breakpoint
CREATE INDEX `relevance_answers_newest` ON `relevance_answers` (`course_id`,`at`);
--> statement-breakpoint
CREATE INDEX `results_block` ON `results` (`course_id`,`block`);
--> statement-breakpoint
CREATE INDEX `results_person` ON `results` (`person_id`,`course_id`);
--> statement-breakpoint
CREATE INDEX `review_rounds_due` ON `review_rounds` (`due_at`);
--> statement-breakpoint
CREATE INDEX `review_rounds_of_course` ON `review_rounds` (`course_id`,`at`);
--> statement-breakpoint
CREATE INDEX `sessions_of_person` ON `sessions` (`person_id`);
--> statement-breakpoint
CREATE INDEX `uploads_by_touch` ON `uploads` (`touched_at`);
--> statement-breakpoint
CREATE INDEX `uploads_of_person` ON `uploads` (`by`);
--> statement-breakpoint
CREATE INDEX `verifications_by_identifier` ON `verifications` (`identifier`);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash_unique` ON `api_tokens` (`hash`);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_restore_points_by_seq` ON `course_restore_points` (`course_id`,`seq`,`why`);
--> statement-breakpoint
CREATE UNIQUE INDEX `credentials_once` ON `credentials` (`provider_id`,`account_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `flag_voices_once` ON `flag_voices` (`flag_id`,`person_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_by_path` ON `groups` (`path`);
--> statement-breakpoint
CREATE UNIQUE INDEX `guest_links_hash_unique` ON `guest_links` (`hash`);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_hash_unique` ON `invitations` (`hash`);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);
--> statement-breakpoint
CREATE UNIQUE INDEX `results_once` ON `results` (`once`);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);
