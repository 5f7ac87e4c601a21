CREATE TABLE `domain_events` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`by` text,
	`at` integer NOT NULL,
	`body` text NOT NULL,
	`told_at` integer
);
--> statement-breakpoint
CREATE INDEX `domain_events_untold` ON `domain_events` (`told_at`,`id`);
