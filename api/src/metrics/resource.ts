/** What costs money, by the names that rates and usage lines use. */
export const resources = ['gpu', 'moderation_check', 'human_review', 'delivery', 'storage'] as const;
export type Resource = (typeof resources)[number];
