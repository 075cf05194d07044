export { describeResourceTagsByResourceIds } from "./describe-resource-tags-by-resource-ids";
export { getResources } from "./get-resources";
